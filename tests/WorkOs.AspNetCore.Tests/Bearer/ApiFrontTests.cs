using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Bearer.ApiKeys;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>One scheme in front of several: it chooses, and verifies nothing.</summary>
[Trait("Room", "Bearer")]
[Trait("Room", "FrontDoor")]
public class ApiFrontTests
{
    private const string Connect = "Connect";
    private const string Address = "resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource/mcp\"";

    public static TheoryData<string> Odd =>
    [
        "no JWT", "sk_live_x", "..", "a.b.c", "two tokens", "too long", "payload an array", "payload not JSON", "issuer a number", "issuer absent", "issuer of nobody", "deep payload", "half a surrogate",
    ];

    [Fact]
    public async Task Each_token_reaches_the_scheme_of_its_issuer()
    {
        await using var api = await StartAsync();

        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.Session(), "/api")).Status);
        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.User(), "/api")).Status);
        Assert.Contains("token_kind=machine", (await api.SendTokenAsync(ConnectForge.MachineToken(), "/api")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("session", "Bearer error=\"invalid_token\"")]
    [InlineData("Connect", "Bearer error=\"invalid_token\", " + Address)]
    public async Task A_refused_token_is_answered_once_by_its_own_scheme(string kind, string challenge)
    {
        await using var api = await StartAsync();
        var token = kind == "session"
            ? ConnectForge.Session(static claims => claims["client_id"] = "client_other")
            : ConnectForge.User(static claims => claims["aud"] = "https://other.example");

        Assert.Equal(new BearerAnswer(401, challenge, "", ""), await api.SendTokenAsync(token, "/api"));
    }

    [Fact]
    public async Task A_valid_token_that_may_not_do_it_is_answered_once_by_its_own_scheme()
    {
        await using var api = await StartAsync();

        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"posts:write\", " + Address, (await api.SendTokenAsync(ConnectForge.User(), "/api/write")).Challenge);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"posts:write\"", (await api.SendTokenAsync(ConnectForge.Session(), "/api/write")).Challenge);
    }

    [Theory]
    [InlineData(null, "Bearer scope=\"posts:write\"")]
    [InlineData(Connect, "Bearer scope=\"posts:write\", " + Address)]
    public async Task A_request_without_a_token_is_answered_by_the_fallback_scheme_or_the_first(string? fallback, string challenge)
    {
        await using var api = await StartAsync(fallback);

        Assert.Equal(new BearerAnswer(401, challenge, "", ""), await api.SendAsync(null, "/api/write"));
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task What_no_scheme_recognizes_is_refused_by_the_fallback_scheme(string what)
    {
        await using var api = await StartAsync(Connect);
        var token = what switch
        {
            "no JWT" => "opaque",
            "two tokens" => $"{ConnectForge.User()}, Bearer {ConnectForge.User()}",
            "too long" => TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith($",\"x\":\"{new string('x', 20_000)}\"")),
            "payload an array" => TokenForge.Sign(TokenForge.Header, "[]"),
            "payload not JSON" => TokenForge.Sign(TokenForge.Header, "{\"iss\""),
            "issuer a number" => TokenForge.Sign(TokenForge.Header, """{"iss":1}"""),
            "issuer absent" => TokenForge.Sign(TokenForge.Header, "{}"),
            "issuer of nobody" => ConnectForge.User(static claims => claims["iss"] = "https://evil.example"),
            "deep payload" => TokenForge.Sign(TokenForge.Header, $"{{\"x\":{new string('[', 200)}{new string(']', 200)}}}"),
            "half a surrogate" => TokenForge.Sign(TokenForge.Header, """{"iss":"\ud800"}"""),
            _ => what,
        };

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\", " + Address, "", ""), await api.SendTokenAsync(token, "/api"));
    }

    [Fact]
    public async Task An_issuer_that_is_named_twice_chooses_a_scheme_and_is_refused_by_it()
    {
        await using var api = await StartAsync();
        var twice = TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith($",\"iss\":\"{ConnectForge.Domain}\""));

        Assert.Equal(401, (await api.SendTokenAsync(twice, "/api")).Status);
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_is_not_chosen()
    {
        await using var api = await StartAsync(configure: static options => options.Enabled = false);

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), await api.SendTokenAsync(ConnectForge.User(), "/api"));
    }

    [Theory]
    [InlineData(null, "Authorization", ApiKeyServer.Acme, 200)]
    [InlineData(null, "Authorization", "sk_live_of_nobody_0003", 401)]
    [InlineData("X-Api-Key", "X-Api-Key", ApiKeyServer.Acme, 200)]
    [InlineData("X-Api-Key", "X-Api-Key", "sk_live_of_nobody_0003", 401)]
    [InlineData("X-Api-Key", "Authorization", ApiKeyServer.Acme, 401)]
    public async Task An_api_key_reaches_its_scheme_in_the_header_that_the_scheme_reads(string? option, string header, string key, int status)
    {
        await using var api = await BearerApi.StartAsync(
            addSchemes: builder => builder
                .AddWorkOsApiKey(options =>
                {
                    options.ApiKey = Secrets.ApiKey;
                    options.HeaderName = option;
                    options.BackchannelHttpHandler = new ApiKeyServer();
                })
                .AddWorkOsApi(),
            map: static app => app.MapGet("/api", BearerApi.Describe).RequireAuthorization(static policy =>
                policy.AddAuthenticationSchemes(WorkOsApiDefaults.AuthenticationScheme).RequireAuthenticatedUser()));

        var context = await api.RequestAsync(request =>
        {
            request.Request.Path = "/api";
            request.Request.Headers[header] = header == "Authorization" ? "Bearer " + key : key;
        });

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status == 200 ? 0 : 1, context.Response.Headers.WWWAuthenticate.Count);
    }

    [Fact]
    public async Task An_api_key_in_a_header_of_its_own_reaches_its_scheme_though_another_one_is_the_fallback()
    {
        await using var api = await BearerApi.StartAsync(
            addSchemes: builder => builder
                .AddWorkOsApiKey(options =>
                {
                    options.ApiKey = Secrets.ApiKey;
                    options.HeaderName = "X-Api-Key";
                    options.BackchannelHttpHandler = new ApiKeyServer();
                })
                .AddWorkOsApi(fallbackScheme: WorkOsBearerDefaults.AuthenticationScheme),
            map: static app => app.MapGet("/api", BearerApi.Describe).RequireAuthorization(static policy =>
                policy.AddAuthenticationSchemes(WorkOsApiDefaults.AuthenticationScheme).RequireAuthenticatedUser()));

        var context = await api.RequestAsync(request =>
        {
            request.Request.Path = "/api";
            request.Request.Headers["X-Api-Key"] = ApiKeyServer.Acme;
        });

        Assert.Equal(200, context.Response.StatusCode);
    }

    [Fact]
    public async Task A_mistake_is_reported_for_its_own_scheme_only()
    {
        var services = new ServiceCollection();
        services.AddAuthentication()
            .AddWorkOsApi(fallbackScheme: "Unknown")
            .AddPolicyScheme("Own", displayName: null, static options => options.ForwardDefault = "Elsewhere");
        await using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<PolicySchemeOptions>>();

        Assert.Throws<OptionsValidationException>(() => options.Get(WorkOsApiDefaults.AuthenticationScheme));
        Assert.Equal("Elsewhere", options.Get("Own").ForwardDefault);
    }

    [Theory]
    [InlineData("nothing to choose from")]
    [InlineData("a fallback that is no scheme")]
    public async Task A_mistake_stops_the_app_at_its_start(string mistake)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Configuration["WORKOS_CLIENT_ID"] = TokenForge.ClientId;
        var authentication = builder.Services.AddAuthentication();
        if (mistake == "a fallback that is no scheme")
        {
            authentication.AddWorkOsBearer();
        }

        authentication.AddWorkOsApi(fallbackScheme: mistake == "nothing to choose from" ? null : "Unknown");
        await using var services = builder.Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("Scheme 'WorkOS.Api': there is no scheme to forward to", exception.Message, StringComparison.Ordinal);
    }

    private static Task<BearerApi> StartAsync(string? fallback = null, Action<WorkOsBearerOptions>? configure = null)
    {
        var keys = new KeySetServer { HasMetadata = true };
        return BearerApi.StartAsync(
            addSchemes: builder =>
            {
                // The order says which one is the fallback.
                builder.AddWorkOsBearer("Sessions", options => options.BackchannelHttpHandler = keys)
                    .AddWorkOsBearer(Connect, options =>
                    {
                        ConnectForge.Use(options);
                        options.BackchannelHttpHandler = keys;
                        configure?.Invoke(options);
                    })
                    .AddWorkOsApi(fallbackScheme: fallback);
            },
            map: app =>
            {
                app.MapWorkOsProtectedResource("/mcp", Connect);
                var group = app.MapGroup("/api").RequireAuthorization(policy => policy.AddAuthenticationSchemes(WorkOsApiDefaults.AuthenticationScheme).RequireAuthenticatedUser());
                group.MapGet("", BearerApi.Describe);
                group.MapGet("/write", BearerApi.Describe).RequireWorkOsScope("posts:write");
            });
    }
}
