using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using HttpBrowser = WorkOs.AspNetCore.Tests.Infrastructure.Browser;

namespace SampleSite.Tests.Hosting;

/// <summary>The sample site as its users start it: in Development, with nothing configured, whatever the machine has set.</summary>
internal sealed class SampleFactory(string environment = "Development") : WebApplicationFactory<Program>
{
    private volatile Exception? _startFailure;

    // A machine has few file watchers, and these tests start many sites.
    static SampleFactory() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");

    /// <summary>Settings in addition to none.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["WORKOS_CLIENT_ID"] = "",
        ["WORKOS_API_KEY"] = "",
        ["Logging:LogLevel:Default"] = "None",
        ["hostBuilder:reloadConfigOnChange"] = "false",
    };

    public Action<IServiceCollection> ConfigureServices { get; init; } = static _ => { };

    /// <summary>The sandbox that the site started for itself.</summary>
    public WorkOsSandbox WorkOs => Services.GetRequiredService<WorkOsSandbox>();

    /// <summary>Somebody with a new browser, in which these cookies are already.</summary>
    public Visitor Visit(params (string Name, string Value)[] cookies)
    {
        var browser = new HttpBrowser(Server.CreateHandler(), TimeProvider.System, ClientOptions.BaseAddress);
        foreach (var (name, value) in cookies)
        {
            browser.Set(name, value);
        }

        return new Visitor(browser);
    }

    /// <summary>Starts a site that must not start, and returns why it did not.</summary>
    public Exception FailToStart()
    {
        // The factory waits for the host on a thread of its own. When that is late, the site has failed and is disposed before the
        // factory has looked at it, and what it throws is an ObjectDisposedException. The host's own word is there in any case.
        Assert.ThrowsAny<Exception>(() => Services);
        return _startFailure ?? throw new InvalidOperationException("The host did not say why the site did not start.");
    }

    /// <summary>Serves the site on a loopback port.</summary>
    public Uri Listen()
    {
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(ConfigureServices);
        builder.ConfigureLogging(logging => logging
            .AddProvider(new StartFailureLog(failure => _startFailure ??= failure))
            .AddFilter<StartFailureLog>((category, _) => category == "Microsoft.Extensions.Hosting.Internal.Host"));
    }
}
