using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the services that all single sign-on schemes share, once.</summary>
internal static class SsoServices
{
    public static void Add(IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(WorkOsOrganizationResolver)))
        {
            return;
        }

        services.AddSessionChecks(new SessionUse(WatchesEnds));
        services.TryAddSingleton<Deprovisioning>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookListener<WorkOsOptions>, SsoWebhooks>());
        services.TryAddSingleton(provider => new WorkOsOrganizationResolver(
            provider.GetRequiredService<IOptionsMonitor<WorkOsOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WorkOsOrganizationResolver>>()));
        services.TryAddSingleton<IWorkOsOrganizationResolver>(provider => provider.GetRequiredService<WorkOsOrganizationResolver>());
    }

    private static bool WatchesEnds(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptionsMonitor<WorkOsOptions>>();
        return services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.Any(scheme =>
            scheme.HandlerType == typeof(WorkOsHandler) && WatchesEnds(options, scheme.Name));
    }

    private static bool WatchesEnds(IOptionsMonitor<WorkOsOptions> options, string scheme)
    {
        try
        {
            return options.Get(scheme).WatchesEnds;
        }
        catch (OptionsValidationException)
        {
            // Start-up reports invalid options of this scheme. The cookie must work without it, because no user can sign in with such a scheme.
            return false;
        }
    }
}
