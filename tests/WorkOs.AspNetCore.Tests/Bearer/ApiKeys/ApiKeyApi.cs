using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

/// <summary>An API that accepts API keys of customers.</summary>
internal sealed class ApiKeyApi : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_of_the_tests";

    private readonly WebApplication _host;

    private ApiKeyApi(WebApplication host) => _host = host;

    public FakeClock Clock { get; private init; } = null!;

    public ApiKeyServer WorkOs { get; private init; } = null!;

    public LogCollector Logs { get; private init; } = null!;

    public IServiceProvider Services => _host.Services;

    public static async Task<ApiKeyApi> StartAsync(
        Action<WorkOsApiKeyOptions>? configure = null,
        IEnumerable<KeyValuePair<string, string?>>? configuration = null,
        Action<AuthenticationBuilder>? addSchemes = null,
        Action<WebApplication>? map = null)
    {
        var clock = new FakeClock();
        var workOs = new ApiKeyServer();
        var logs = new LogCollector();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(configuration ?? [new("WORKOS_API_KEY", Secrets.ApiKey)]);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthorization();
        var authentication = builder.Services.AddAuthentication(WorkOsApiKeyDefaults.AuthenticationScheme);
        addSchemes?.Invoke(authentication);
        authentication.AddWorkOsApiKey(options =>
        {
            options.BackchannelHttpHandler = workOs;
            options.BackchannelTimeout = TimeSpan.FromMinutes(1);
            options.WebhookSecrets.Add(WebhookSecret);
            configure?.Invoke(options);
        });

        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", Describe).RequireAuthorization();
        app.MapGet("/open", Describe);
        app.MapGet("/admin", Describe).RequireWorkOsRole("admin");
        app.MapGet("/permission", Describe).RequireWorkOsPermission("posts:write");
        app.MapGet("/organization", Describe).RequireWorkOsOrganization("org_acme");
        app.MapGet("/other-organization", Describe).RequireWorkOsOrganization("org_globex");
        app.MapGet("/recent", Describe).RequireWorkOsRecentSignIn(TimeSpan.FromMinutes(5));
        app.MapWorkOsApiKeyWebhooks();
        map?.Invoke(app);
        await app.StartAsync();
        return new ApiKeyApi(app) { Clock = clock, WorkOs = workOs, Logs = logs };
    }

    /// <summary>A request with exactly this header.</summary>
    public async Task<BearerAnswer> SendAsync(
        string? value, string path = "/", string header = "Authorization", CancellationToken cancellationToken = default)
    {
        var context = await _host.GetTestServer().SendAsync(
            request =>
            {
                request.Request.Path = path;
                if (value is not null)
                {
                    request.Request.Headers[header] = value;
                }
            },
            cancellationToken);
        using var reader = new StreamReader(context.Response.Body);
        return new BearerAnswer(
            context.Response.StatusCode,
            context.Response.Headers.WWWAuthenticate.ToString(),
            context.Response.Headers.RetryAfter.ToString(),
            await reader.ReadToEndAsync(CancellationToken.None));
    }

    public Task<BearerAnswer> SendKeyAsync(string key, string path = "/", CancellationToken cancellationToken = default) =>
        SendAsync("Bearer " + key, path, cancellationToken: cancellationToken);

    /// <summary>WorkOS calls the webhook endpoint.</summary>
    public async Task<int> CallWebhookAsync(WorkOsSandboxWebhook webhook, string path = "/auth/api-keys/webhooks")
    {
        using var client = _host.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(webhook.Body) };
        request.Headers.Add(WorkOsSandboxWebhook.SignatureHeader, webhook.Signature);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        WorkOs.Dispose();
    }

    private static Task Describe(HttpContext context) => context.Response.WriteAsync(
        string.Join('\n', context.User.Claims.Select(claim => $"{claim.Type}={claim.Value}").Prepend($"name={context.User.Identity?.Name}")));
}
