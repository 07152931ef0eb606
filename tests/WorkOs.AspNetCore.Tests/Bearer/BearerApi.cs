using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>An API that accepts AuthKit access tokens.</summary>
internal sealed class BearerApi : IAsyncDisposable
{
    private readonly WebApplication _host;

    private BearerApi(WebApplication host) => _host = host;

    public FakeClock Clock { get; private init; } = null!;

    public KeySetServer WorkOs { get; private init; } = null!;

    public LogCollector Logs { get; private init; } = null!;

    public IServiceProvider Services => _host.Services;

    public static async Task<BearerApi> StartAsync(
        Action<WorkOsBearerOptions>? configure = null,
        IEnumerable<KeyValuePair<string, string?>>? configuration = null,
        Action<AuthenticationBuilder>? addSchemes = null,
        TimeProvider? time = null,
        Action<WebApplication>? map = null)
    {
        var clock = new FakeClock();
        var workOs = new KeySetServer { HasMetadata = true };
        var logs = new LogCollector();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(configuration ?? [new("WORKOS_CLIENT_ID", TokenForge.ClientId)]);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton(time ?? clock);
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthorization();
        var authentication = builder.Services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme);
        addSchemes?.Invoke(authentication);
        authentication.AddWorkOsBearer(options =>
        {
            options.BackchannelHttpHandler = workOs;
            configure?.Invoke(options);
        });

        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", Describe).RequireAuthorization();
        app.MapGet("/open", Describe);
        app.MapGet("/admin", Describe).RequireAuthorization(policy => policy.RequireRole("admin"));
        app.MapGet("/permission", Describe).RequireWorkOsPermission("posts:write");
        app.MapGet("/entitlement", Describe).RequireWorkOsEntitlement("audit-logs");
        app.MapGet("/organization", Describe).RequireWorkOsOrganization("org_02");
        app.MapGet("/any-organization", Describe).RequireWorkOsOrganization();
        app.MapGet("/recent", Describe).RequireWorkOsRecentSignIn(TimeSpan.FromMinutes(5));
        app.MapGet("/user", Describe).RequireWorkOsUser();
        app.MapGet("/machine", Describe).RequireWorkOsMachine();
        app.MapGet("/scope", Describe).RequireWorkOsScope("posts:read", "posts:admin");
        app.MapGet("/scopes", Describe).RequireWorkOsScope("posts:read").RequireWorkOsScope("posts:write");
        map?.Invoke(app);
        app.MapGet("/token", async context => await context.Response.WriteAsync(await context.GetTokenAsync("access_token") ?? "none"));
        await app.StartAsync();
        return new BearerApi(app) { Clock = clock, WorkOs = workOs, Logs = logs };
    }

    /// <summary>A request whose <c>Authorization</c> header is exactly this.</summary>
    public async Task<BearerAnswer> SendAsync(string? authorization, string path = "/", string query = "")
    {
        var context = await _host.GetTestServer().SendAsync(request =>
        {
            request.Request.Path = path;
            request.Request.QueryString = new QueryString(query);
            request.Request.Headers.Authorization = authorization;
        });
        using var reader = new StreamReader(context.Response.Body);
        return new BearerAnswer(
            context.Response.StatusCode,
            context.Response.Headers.WWWAuthenticate.ToString(),
            context.Response.Headers.RetryAfter.ToString(),
            await reader.ReadToEndAsync());
    }

    /// <summary>For requests about more than their <c>Authorization</c>.</summary>
    public Task<HttpContext> RequestAsync(Action<HttpContext> configure) => _host.GetTestServer().SendAsync(configure);

    public Task<BearerAnswer> SendTokenAsync(string token, string path = "/") => SendAsync("Bearer " + token, path);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        WorkOs.Dispose();
    }

    public static Task Describe(HttpContext context) => context.Response.WriteAsync(
        string.Join('\n', context.User.Claims.Select(claim => $"{claim.Type}={claim.Value}").Prepend($"name={context.User.Identity?.Name}")));
}
