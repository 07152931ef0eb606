using System.Net;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class RedirectUriTests
{
    [Theory]
    [InlineData(null, "http://localhost/signin-workos", true)]
    [InlineData(null, "https://localhost:44300/signin-workos", true)]
    [InlineData(null, "http://127.0.0.1:5000/signin-workos-authkit", true)]
    [InlineData(null, "http://[::1]:5000/signin-workos", true)]
    [InlineData(null, "http://localhost:5000/signin-workos/", false)]
    [InlineData(null, "http://localhost:5000/Signin-WorkOs", false)]
    [InlineData(null, "http://localhost:5000/signin-workos?x=1", false)]
    [InlineData(null, "http://localhost:5000/signin-workos#f", false)]
    [InlineData(null, "http://u@localhost:5000/signin-workos", false)]
    [InlineData(null, "http://localhost.evil.example/signin-workos", false)]
    [InlineData(null, "http://localhost:*/signin-workos", false)]
    [InlineData(null, "http://localhost:5000\\@evil.example/signin-workos", false)]
    [InlineData(null, "http://localhost:99999/signin-workos", false)]
    [InlineData(null, "http://localhost:5000/signin-workos\n", false)]
    [InlineData(null, "javascript:alert(1)", false)]
    [InlineData(null, "/signin-workos", false)]
    [InlineData("https://app.example.com/callback", "https://app.example.com/callback", true)]
    [InlineData("https://app.example.com/callback", "https://APP.example.com:443/callback", true)]
    [InlineData("https://app.example.com/callback", "http://app.example.com/callback", false)]
    [InlineData("https://app.example.com/callback", "https://app.example.com:8443/callback", false)]
    [InlineData("https://app.example.com/callback", "http://localhost/signin-workos", false)]
    [InlineData("https://app.example.com/callback?a=1", "https://app.example.com/callback?a=1", true)]
    [InlineData("https://app.example.com/callback?a=1", "https://app.example.com/callback", false)]
    [InlineData("https://*.example.com/callback", "https://pr-1.example.com/callback", true)]
    [InlineData("https://*.example.com/callback", "https://example.com/callback", false)]
    [InlineData("https://*.example.com/callback", "https://.example.com/callback", false)]
    [InlineData("https://*.example.com/callback", "https://a.b.example.com/callback", false)]
    [InlineData("https://*.example.com/callback", "https://*.example.com/callback", false)]
    [InlineData("https://*.example.com/callback", "https://evil.example/a.example.com/callback", false)]
    [InlineData("https://pr-*-web.example.com/callback", "https://pr-12-web.example.com/callback", true)]
    [InlineData("https://pr-*-web.example.com/callback", "https://pr-web.example.com/callback", false)]
    [InlineData("http://localhost:*/callback", "http://localhost:1234/callback", true)]
    [InlineData("http://localhost:*/callback", "http://127.0.0.1:1234/callback", false)]
    public async Task Only_a_registered_redirect_uri_is_taken(string? registered, string requested, bool taken)
    {
        await using var workos = await WorkOsSandbox.StartAsync(s =>
        {
            s.AddOrganization("org_acme", "Acme");
            if (registered is not null)
            {
                s.AddRedirectUri(registered);
            }
        });
        using var caller = new SandboxCaller(workos);

        using var answer = await caller.Client.GetAsync(caller.SsoAuthorizeUrl(("redirect_uri", requested)));

        Assert.Equal(taken ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://app.example.com/callback")]
    [InlineData("https://*/callback")]
    [InlineData("https://*.com/callback")]
    [InlineData("https://app.*.com/callback")]
    [InlineData("https://*.*.example.com/callback")]
    [InlineData("https://app.example.com:*/callback")]
    [InlineData("https://user@app.example.com/callback")]
    [InlineData("https://app.example.com/callback#f")]
    [InlineData("custom://app/callback")]
    [InlineData("/callback")]
    public async Task A_redirect_that_the_dashboard_would_refuse_cannot_be_registered(string pattern)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOsSandbox.StartAsync(s => s.AddRedirectUri(pattern)));
    }

    [Fact]
    public async Task A_query_of_the_redirect_uri_is_kept()
    {
        await using var workos = await WorkOsSandbox.StartAsync(s => s
            .AddOrganization("org_acme", "Acme").AddPerson("org_acme", "ada@acme.com").AddRedirectUri("https://app.example.com/callback?tenant=1"));
        using var caller = new SandboxCaller(workos);

        var callback = await workos.CompleteSignInAsync(
            caller.SsoAuthorizeUrl(("redirect_uri", "https://app.example.com/callback?tenant=1")), "ada@acme.com");

        Assert.Equal("1", SandboxCaller.QueryOf(callback)["tenant"]);
        Assert.Contains("code", SandboxCaller.QueryOf(callback).Keys);
    }
}
