using System.Net;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class NotServedTests : SandboxTest
{
    [Theory]
    [InlineData("GET", "/directories")]
    [InlineData("POST", "/audit_logs/events")]
    [InlineData("PUT", "/vault/v1/kv/some.file")]
    [InlineData("DELETE", "/user_management/magic_auth")]
    public async Task What_is_not_served_says_so_and_names_method_and_path(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path + "?limit=1");
        var (status, body) = await Caller.SendAsync(request, WorkOs.ApiKey);

        Assert.Equal((501, "not_served_by_sandbox"), (status, (string?)body["code"]));
        Assert.Equal($"WorkOsSandbox does not serve {method} {path}.", (string?)body["message"]);
    }

    [Theory]
    [InlineData("PATCH", "/organizations/org_acme")]
    [InlineData("GET", "/sso/token")]
    [InlineData("GET", "/oauth2/jwks")]
    [InlineData("GET", "/oauth2/register")]
    [InlineData("GET", "/.well-known/anything")]
    public async Task A_wrong_method_the_other_origin_and_what_clients_probe_for_are_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        Assert.Equal((int)HttpStatusCode.NotFound, (await Caller.SendAsync(request, WorkOs.ApiKey)).Status);
    }

    [Fact]
    public async Task A_path_that_is_not_served_can_be_given_an_answer()
    {
        WorkOs.FailNext("/directories", 200, """{"data":[]}""");

        Assert.Equal(200, (await Caller.GetAsync("/directories")).Status);
        Assert.Equal(501, (await Caller.GetAsync("/directories")).Status);
    }

    [Fact]
    public async Task The_AuthKit_domain_says_so_too()
    {
        using var client = new HttpClient { BaseAddress = new(WorkOs.AuthKitDomain) };

        using var answer = await client.GetAsync(new Uri("/user_management/nothing", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
    }
}
