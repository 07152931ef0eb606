namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectionsTests : SandboxTest
{
    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        base.Configure(builder);
        builder.AddConnection("conn_google", organizationId: null, "GoogleOAuth").AddConnection("conn_draft", "org_acme", "OktaSAML", "draft");
    }

    [Theory]
    [InlineData("conn_google", null, "GoogleOAuth", "active")]
    [InlineData("conn_draft", "org_acme", "OktaSAML", "draft")]
    public async Task A_connection_says_what_it_belongs_to(string id, string? organization, string type, string state)
    {
        var (status, body) = await Caller.GetAsync(WorkOsSandboxEndpoints.Connections + "/" + id, WorkOs.ApiKey);

        Assert.Equal((200, "connection", id), (status, (string?)body["object"], (string?)body["id"]));
        Assert.Equal((organization, type, state), ((string?)body["organization_id"], (string?)body["connection_type"], (string?)body["state"]));
    }

    [Fact]
    public async Task A_connection_that_does_not_exist_is_not_found()
    {
        var (status, body) = await Caller.GetAsync("/connections/conn_nobody", WorkOs.ApiKey);

        Assert.Equal((404, "entity_not_found"), (status, (string?)body["code"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sk_test_other")]
    public async Task Without_the_api_key_nothing_is_told(string? key)
    {
        Assert.Equal(401, (await Caller.GetAsync("/connections/conn_google", key)).Status);
        Assert.Equal(401, (await Caller.GetAsync("/connections/conn_nobody", key)).Status);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Connections_can_be_made_to_fail(int status)
    {
        WorkOs.FailNext(WorkOsSandboxEndpoints.Connections + "/", status, "{}");

        Assert.Equal(status, (await Caller.GetAsync("/connections/conn_google", WorkOs.ApiKey)).Status);
        Assert.Equal(200, (await Caller.GetAsync("/connections/conn_google", WorkOs.ApiKey)).Status);
    }
}
