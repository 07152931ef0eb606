namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class IdpInitiatedTests : SandboxTest
{
    private WorkOsSandboxPerson Ada => WorkOs.People.First(person => person.Email == "ada@acme.com");

    [Fact]
    public async Task The_code_arrives_without_a_state_and_can_be_redeemed_without_a_verifier()
    {
        WorkOs.DefaultRedirectUri = new(SandboxCaller.Callback);

        var callback = await WorkOs.OpenApplicationAsync(Ada);

        var query = SandboxCaller.QueryOf(callback);
        Assert.Equal(["code"], query.Keys);
        Assert.Equal(200, (await Caller.RedeemAsync(query["code"])).Status);
    }

    [Fact]
    public async Task A_connection_that_does_not_allow_it_says_so_and_names_itself()
    {
        WorkOs.DefaultRedirectUri = new(SandboxCaller.Callback);
        WorkOs.IdpInitiated = WorkOsSandboxIdpInitiated.Disabled;

        var query = SandboxCaller.QueryOf(await WorkOs.OpenApplicationAsync(Ada));

        Assert.Equal(("idp_initiated_sso_disabled", "conn_acme", "org_acme"), (query["error"], query["connection_id"], query["organization_id"]));
    }

    [Fact]
    public async Task A_sign_in_endpoint_gets_the_connection()
    {
        WorkOs.SignInEndpoint = new("http://localhost:5000/auth/sign-in?from=workos");
        WorkOs.IdpInitiated = WorkOsSandboxIdpInitiated.SignInEndpoint;

        Assert.Equal(
            "http://localhost:5000/auth/sign-in?from=workos&connection_id=conn_acme",
            (await WorkOs.OpenApplicationAsync(Ada)).AbsoluteUri);
    }

    [Theory]
    [InlineData(WorkOsSandboxIdpInitiated.Code, "DefaultRedirectUri")]
    [InlineData(WorkOsSandboxIdpInitiated.Disabled, "DefaultRedirectUri")]
    [InlineData(WorkOsSandboxIdpInitiated.SignInEndpoint, "SignInEndpoint")]
    public async Task Without_a_destination_the_page_names_what_is_missing(WorkOsSandboxIdpInitiated mode, string missing)
    {
        WorkOs.IdpInitiated = mode;

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkOs.OpenApplicationAsync(Ada));

        Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_openid_connection_never_begins_at_the_identity_provider()
    {
        WorkOs.DefaultRedirectUri = new(SandboxCaller.Callback);
        var person = WorkOs.People.First(candidate => candidate.ConnectionId == "conn_two_b");

        await Assert.ThrowsAsync<InvalidOperationException>(() => WorkOs.OpenApplicationAsync(person));
    }

    [Fact]
    public async Task The_first_registered_redirect_without_a_wildcard_is_the_default()
    {
        await using var workos = await WorkOsSandbox.StartAsync(s => s
            .AddRedirectUri("https://*.example.com/callback").AddRedirectUri("https://app.example.com/callback"));

        Assert.Equal("https://app.example.com/callback", workos.DefaultRedirectUri?.AbsoluteUri);
    }
}
