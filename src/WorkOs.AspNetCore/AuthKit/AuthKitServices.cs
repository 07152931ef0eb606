using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the services that all AuthKit schemes share, once.</summary>
internal static class AuthKitServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSessions<WorkOsAuthKitHandler>(static provider =>
            new SessionProduct(provider.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get, AuthKitRefresh.AskAsync));
        services.TryAddSingleton<Deprovisioning>();
        services.TryAddSingleton<ConnectionLookup>();
        services.TryAddSingleton<PendingSelectionCookie>();
        services.TryAddScoped<WorkOsAuthKitOrganizationSelection, OrganizationSelection>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISignInObserver, PendingSelectionCookie>(
            provider => provider.GetRequiredService<PendingSelectionCookie>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookListener<WorkOsAuthKitOptions>, AuthKitWebhooks>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, RecentSignInHandler>());
    }
}
