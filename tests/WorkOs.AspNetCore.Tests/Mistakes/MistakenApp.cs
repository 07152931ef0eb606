using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>The app of a <see cref="MistakeCase"/>, as a developer would run it: with <c>/</c>, <c>/secret</c>, and what the case maps.</summary>
public sealed class MistakenApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StubWorkOs _workOs;
    private readonly FakeClock _clock;

    private MistakenApp(WebApplication app, StubWorkOs workOs, FakeClock clock, LogCollector logs)
    {
        _app = app;
        _workOs = workOs;
        _clock = clock;
        Logs = logs;
    }

    public LogCollector Logs { get; }

    /// <summary>The warnings about the set-up, in their order.</summary>
    public IReadOnlyList<LogEntry> Warnings => Logs.Named("SetUpMistake");

    public static async Task<MistakenApp> StartAsync(MistakeCase mistake)
    {
        ArgumentNullException.ThrowIfNull(mistake);
        var (workOs, clock, logs) = (new StubWorkOs(), new FakeClock(), new LogCollector());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(mistake.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddRouting().AddSingleton<TimeProvider>(clock);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        mistake.Services(builder.Services, options =>
        {
            options.ClientId = TestApp.ClientId;
            options.ApiKey = Secrets.ApiKey;
            options.Organization = Profiles.Organization;
            options.BackchannelHttpHandler = workOs;
            mistake.Options?.Invoke(options);
        });

        var app = new MistakenApp(builder.Build(), workOs, clock, logs);
        try
        {
            mistake.Pipeline(app._app);
            app._app.MapGet("/", () => "home");
            app._app.MapGet("/secret", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireAuthorization();
            await app._app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public TOptions Options<TOptions>(string scheme) => _app.Services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(scheme);

    public Browser NewBrowser(Uri? origin = null) => new(_app.GetTestServer().CreateHandler(), _clock, origin ?? TestApp.Origin);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _workOs.Dispose();
        Logs.Dispose();
    }
}
