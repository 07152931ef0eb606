using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Registers what every AuthKit scheme shares, once.</summary>
internal static class AuthKitServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddDistributedMemoryCache();
        services.AddDataProtection();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SessionSuccessor>();
        services.TryAddSingleton<RefreshExchange>();
        services.TryAddSingleton<SessionRefresher>();
        services.TryAddSingleton<SessionValidator>();
        services.TryAddSingleton<EndedSessions>();
        services.TryAddSingleton<SessionRevocation>();
        services.TryAddSingleton<ConnectionLookup>();
        services.TryAddSingleton<PendingSelectionCookie>();
        services.TryAddScoped(provider => new WorkOsOrganizationSelection(
            provider.GetRequiredService<PendingSelectionCookie>(),
            provider.GetRequiredService<IAuthenticationHandlerProvider>()));
        services.TryAddSingleton(provider => new WorkOsSessions(
            provider.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>(),
            provider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>(),
            provider.GetRequiredService<SessionRefresher>(),
            provider.GetRequiredService<EndedSessions>(),
            provider.GetRequiredService<IAuthenticationSchemeProvider>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CookieAuthenticationOptions>, SessionCookieValidateOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, RecentSignInHandler>());
    }
}
