using System.Net;
using System.Text.Json;

namespace WorkOsApp._1.Tests;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/me")]
    [InlineData("/reports")]
    public async Task A_call_without_an_access_token_is_refused(string path)
    {
        using var client = _app.CreateClient();

        var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task The_api_knows_the_organization_and_the_roles_of_the_caller()
    {
        using var client = _app.CreateClientFor("ada@acme.com");

        using var me = JsonDocument.Parse(await client.GetStringAsync("/me"));

        Assert.Equal("org_acme", me.RootElement.GetProperty("organization").GetString());
        Assert.Equal("admin", me.RootElement.GetProperty("roles")[0].GetString());
    }

    [Theory]
    [InlineData("ada@acme.com", HttpStatusCode.OK)]
    [InlineData("grace@acme.com", HttpStatusCode.Forbidden)]
    public async Task Only_an_administrator_gets_reports(string email, HttpStatusCode expected)
    {
        using var client = _app.CreateClientFor(email);

        var answer = await client.GetAsync("/reports");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_has_been_changed_is_refused()
    {
        using var client = _app.CreateClientFor("ada@acme.com");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token[..^8] + (token.EndsWith("AAAAAAAA") ? "BBBBBBBB" : "AAAAAAAA"));

        var answer = await client.GetAsync("/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_openapi_document_says_which_endpoints_need_an_access_token()
    {
        using var client = _app.CreateClient();

        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
        var scheme = document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("WorkOS");
        var security = document.RootElement.GetProperty("paths").GetProperty("/me").GetProperty("get").GetProperty("security")[0];

        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        Assert.True(security.TryGetProperty("WorkOS", out _));
    }
}
