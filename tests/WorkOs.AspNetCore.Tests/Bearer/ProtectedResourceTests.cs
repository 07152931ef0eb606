using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>How a client that knows nothing but the address of an API finds out where to get a token.</summary>
[Trait("Room", "Bearer")]
[Trait("Room", "FrontDoor")]
public class ProtectedResourceTests
{
    private const string Metadata = """{"resource":"https://api.example.com/mcp","authorization_servers":["https://acme.authkit.app"],"bearer_methods_supported":["header"]}""";
    private const string Address = "resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource/mcp\"";

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    [InlineData("/.well-known/oauth-protected-resource")]
    public async Task The_resource_is_described_below_its_path_and_at_the_root(string path)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app => app.MapWorkOsProtectedResource("/mcp"));

        var context = await GetAsync(api, path, "attacker.example");

        Assert.Equal(200, context.Response.StatusCode);
        Assert.Equal("application/json", context.Response.ContentType);
        Assert.Equal("public, max-age=3600", context.Response.Headers.CacheControl);
        Assert.Equal("*", context.Response.Headers.AccessControlAllowOrigin);
        Assert.Equal(Metadata, await BodyOf(context));
    }

    [Fact]
    public async Task Scopes_that_the_options_list_are_described()
    {
        await using var api = await BearerApi.StartAsync(
            static options =>
            {
                ConnectForge.Use(options);
                options.ScopesSupported.Add("posts:read");
                options.ScopesSupported.Add("posts:write");
            },
            map: static app => app.MapWorkOsProtectedResource("/mcp"));

        var context = await GetAsync(api, "/.well-known/oauth-protected-resource/mcp");

        Assert.Contains("\"scopes_supported\":[\"posts:read\",\"posts:write\"]", await BodyOf(context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_request_has_the_headers_alone()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app => app.MapWorkOsProtectedResource("/mcp"));

        var context = await GetAsync(api, "/.well-known/oauth-protected-resource", method: "HEAD");

        Assert.Equal((200, Metadata.Length, ""), (context.Response.StatusCode, context.Response.ContentLength, await BodyOf(context)));
    }

    [Fact]
    public async Task Clients_that_look_for_the_authorization_server_here_are_sent_to_it()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app => app.MapWorkOsProtectedResource("/mcp"));

        var context = await GetAsync(api, "/.well-known/oauth-authorization-server");

        Assert.Equal(307, context.Response.StatusCode);
        Assert.Equal("https://acme.authkit.app/.well-known/oauth-authorization-server", context.Response.Headers.Location);
        Assert.Equal("*", context.Response.Headers.AccessControlAllowOrigin);
    }

    [Theory]
    [InlineData("no token", 401, "Bearer scope=\"posts:read\", " + Address)]
    [InlineData("a refused token", 401, "Bearer error=\"invalid_token\", scope=\"posts:read\", " + Address)]
    [InlineData("a token without the scope", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read\", " + Address)]
    public async Task A_refusal_names_the_description_in_one_header_without_a_comma_in_quotes(string what, int status, string challenge)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app => app.MapWorkOsProtectedResource("/mcp"));

        var context = await api.RequestAsync(request =>
        {
            request.Request.Path = "/scope";
            request.Request.Host = new HostString("attacker.example");
            request.Request.Headers.Authorization = what switch
            {
                "no token" => "",
                "a refused token" => "Bearer " + ConnectForge.IdToken(),
                _ => "Bearer " + ConnectForge.User(static claims => claims.Remove("scope")),
            };
        });

        Assert.Equal((status, challenge), (context.Response.StatusCode, Assert.Single(context.Response.Headers.WWWAuthenticate)));
    }

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com")]
    [InlineData("https://api.example.com/", "https://api.example.com")]
    [InlineData("http://localhost:5000", "http://localhost:5000")]
    public async Task A_resource_that_is_a_whole_host_is_described_at_the_address_that_a_refusal_names(string resource, string origin)
    {
        await using var api = await BearerApi.StartAsync(
            options =>
            {
                ConnectForge.Use(options);
                options.Resource = resource;
            },
            map: static app => app.MapWorkOsProtectedResource(""));

        Assert.Equal($"Bearer resource_metadata=\"{origin}/.well-known/oauth-protected-resource\"", (await api.SendAsync(null)).Challenge);
        Assert.Contains($"\"resource\":\"{resource}\"", await BodyOf(await GetAsync(api, "/.well-known/oauth-protected-resource")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_is_not_mapped_is_not_named()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);

        Assert.Equal("Bearer", (await api.SendAsync(null)).Challenge);
        Assert.Equal(404, (await api.SendAsync(null, "/.well-known/oauth-protected-resource")).Status);
    }

    [Fact]
    public async Task Two_resources_have_descriptions_of_their_own_and_one_is_at_the_root()
    {
        await using var api = await TwoAsync("https://api.example.com/second", static app =>
        {
            app.MapWorkOsProtectedResource("/second/", "Second", alsoAtRoot: false);
            app.MapWorkOsProtectedResource("/mcp");
        });

        Assert.Equal(Metadata, await BodyOf(await GetAsync(api, "/.well-known/oauth-protected-resource")));
        Assert.Contains("https://api.example.com/second\"", await BodyOf(await GetAsync(api, "/.well-known/oauth-protected-resource/second")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two at the root", "are both mapped at '/.well-known/oauth-protected-resource'")]
    [InlineData("a whole host beside one at the root", "are both mapped at")]
    [InlineData("one scheme twice", "is mapped twice")]
    [InlineData("another path", "the path '/other' is not that of Resource, 'https://api.example.com/mcp'")]
    [InlineData("a path in another case", "the path '/MCP' is not that of Resource")]
    [InlineData("a resource with a query", "the path '/second' is not that of Resource, 'https://api.example.com/second?v=2'")]
    [InlineData("a scheme without a resource", "needs AuthKitDomain, where clients get tokens, and Resource")]
    public async Task A_mistake_stops_the_app_at_its_start(string mistake, string expected)
    {
        var second = mistake switch
        {
            "a whole host beside one at the root" => "https://second.example/",
            "a scheme without a resource" => null,
            "a resource with a query" => "https://api.example.com/second?v=2",
            _ => "https://api.example.com/second",
        };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TwoAsync(second, app =>
        {
            app.MapWorkOsProtectedResource(mistake switch { "another path" => "/other", "a path in another case" => "/MCP", _ => "/mcp" });
            _ = mistake switch
            {
                "one scheme twice" => app.MapWorkOsProtectedResource("/mcp", alsoAtRoot: false),
                "a resource with a query" => app.MapWorkOsProtectedResource("/second", "Second", alsoAtRoot: false),
                "a whole host beside one at the root" or "a scheme without a resource" => app.MapWorkOsProtectedResource("", "Second"),
                _ => app.MapWorkOsProtectedResource("/second", "Second"),
            };
        }));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a group", "/mcp")]
    [InlineData("no slash", "mcp")]
    [InlineData("a parameter", "/{tenant}")]
    [InlineData("everything", "/*")]
    public async Task A_path_that_is_not_one_is_refused(string what, string path) =>
        await Assert.ThrowsAsync<ArgumentException>(() => BearerApi.StartAsync(ConnectForge.Use, map: app =>
            (what == "a group" ? app.MapGroup("/api") : (Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).MapWorkOsProtectedResource(path)));

    [Fact]
    public async Task A_scheme_that_is_switched_off_describes_nothing()
    {
        await using var api = await BearerApi.StartAsync(static options => options.Enabled = false, map: static app => app.MapWorkOsProtectedResource("/mcp"));

        Assert.Equal(404, (await api.SendAsync(null, "/.well-known/oauth-protected-resource/mcp")).Status);
        Assert.Equal(404, (await api.SendAsync(null, "/.well-known/oauth-authorization-server")).Status);
    }

    private static Task<BearerApi> TwoAsync(string? second, Action<WebApplication> map) => BearerApi.StartAsync(
        ConnectForge.Use,
        addSchemes: builder => builder.AddWorkOsBearer("Second", options =>
        {
            options.AuthKitDomain = second is null ? null : new Uri(ConnectForge.Domain);
            options.Resource = second;
        }),
        map: map);

    private static async Task<HttpContext> GetAsync(BearerApi api, string path, string host = "api.example.com", string method = "GET") => await api.RequestAsync(request =>
    {
        request.Request.Method = method;
        request.Request.Path = path;
        request.Request.Host = new HostString(host);
    });

    private static async Task<string> BodyOf(HttpContext context)
    {
        using var reader = new StreamReader(context.Response.Body);
        return await reader.ReadToEndAsync();
    }
}
