using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.ClusterSite;

[assembly: HostingStartup(typeof(ClusterStartup))]

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>What an app on several machines registers besides the sample, and what a test needs to reach into a machine.</summary>
internal sealed class ClusterStartup : IHostingStartup
{
    public const string ClientId = "client_cluster";
    public const string ApiKey = "sk_test_cluster";
    public const string WebhookSecret = "whsec_cluster";

    /// <summary>How long a machine waits for the cache. Longer than the default, because all machines of a cluster share one that is busy.</summary>
    public static readonly TimeSpan CacheTimeout = TimeSpan.FromSeconds(4);

    public void Configure(IWebHostBuilder builder)
    {
        var settings = SiteSettings.Read();
        var clock = new SkewedClock(settings.Clock);
        var steps = new KillSwitch();
        builder.UseUrls("http://127.0.0.1:0");
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureServices(services =>
        {
            services.AddSingleton(settings).AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton(steps);
            services.Configure<WorkOsSessionCacheOptions>(options => options.Timeout = CacheTimeout);
            AddCache(services, settings, CacheEngines.Create(settings, steps));
            services.AddDataProtection().SetApplicationName("cluster").PersistKeysToFileSystem(new DirectoryInfo(settings.Keys));
            services.AddSingleton<IStartupFilter, MachineStartupFilter>();
            services.AddHostedService<ListeningAnnouncement>();

            services.Configure<WorkOsOptions>(WorkOsDefaults.AuthenticationScheme, options => Configure(options, settings));
            services.Configure<WorkOsAuthKitOptions>(WorkOsAuthKitDefaults.AuthenticationScheme, options =>
            {
                Configure(options, settings);
                options.BackchannelHttpHandler = new BackchannelSteps(steps);
                options.WebhookSecrets.Add(WebhookSecret);
            });
            services.Configure<WorkOsBearerOptions>(WorkOsBearerDefaults.AuthenticationScheme, options =>
            {
                options.ClientId = ClientId;
                options.BaseAddress = new Uri(settings.WorkOs);
            });
            services.Configure<WorkOsApiKeyOptions>(WorkOsApiKeyDefaults.AuthenticationScheme, options =>
            {
                options.ApiKey = ApiKey;
                options.BaseAddress = new Uri(settings.WorkOs);
            });
        });
    }

    private static void AddCache(IServiceCollection services, SiteSettings settings, SharedCache cache)
    {
        services.AddSingleton<IDistributedCache>(cache);
        if (!settings.HasDistributedCacheOnly)
        {
            services.AddSingleton<IWorkOsSessionCache>(cache);
        }
    }

    private static void Configure(WorkOsRemoteOptions options, SiteSettings settings)
    {
        options.ClientId = ClientId;
        options.ApiKey = ApiKey;
        options.BaseAddress = new Uri(settings.WorkOs);
    }
}
