using System.Net;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class SsoLogoutTests : SandboxTest
{
    private string ProfileAt(string connection) => WorkOs.People.First(person => person.ConnectionId == connection).ProfileId;

    [Fact]
    public async Task A_profile_of_an_openid_connection_is_signed_out_by_a_link_that_works_once()
    {
        var (status, body) = await Caller.PostAsync(
            "/sso/logout/authorize", new Dictionary<string, string?> { ["profile_id"] = ProfileAt("conn_two_b") }, WorkOs.ApiKey);

        Assert.Equal(200, status);
        Uri link = new((string)body["logout_url"]!);
        Assert.Equal("?token=" + (string?)body["logout_token"], link.Query);
        await Caller.PageAsync(link);
        await Caller.PageAsync(link, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Other_connections_have_no_single_logout()
    {
        var (status, body) = await Caller.PostAsync(
            "/sso/logout/authorize", new Dictionary<string, string?> { ["profile_id"] = ProfileAt("conn_acme") }, WorkOs.ApiKey);

        Assert.Equal((400, "connection_invalid"), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task An_unknown_profile_is_not_found()
    {
        var fields = new Dictionary<string, string?> { ["profile_id"] = "prof_nobody" };

        Assert.Equal(404, (await Caller.PostAsync("/sso/logout/authorize", fields, WorkOs.ApiKey)).Status);
        Assert.Equal(401, (await Caller.PostAsync("/sso/logout/authorize", fields)).Status);
    }
}
