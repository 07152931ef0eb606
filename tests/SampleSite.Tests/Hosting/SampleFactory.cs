using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Hosting;

/// <summary>The sample site as its users start it: in Development, with nothing configured, whatever the machine has set.</summary>
internal sealed class SampleFactory(string environment = "Development") : WebApplicationFactory<Program>
{
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

    public Visitor Visit() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

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
    }
}
