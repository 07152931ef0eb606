using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the sessions of a product, with what all products share.</summary>
internal static class SessionServices
{
    public static void AddSessions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProduct>(this IServiceCollection services)
        where TProduct : class, ISessionProduct
    {
        services.AddDistributedMemoryCache();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SessionSchemes>();
        services.TryAddSingleton<SessionSuccessor>();
        services.TryAddSingleton<RefreshExchange>();
        services.TryAddSingleton<RefreshCoordinator>();
        services.TryAddSingleton<SessionValidator>();
        services.TryAddSingleton<EndedSessions>();
        services.TryAddSingleton<SessionRevocation>();
        services.TryAddSingleton<WorkOsSessions, CookieSessions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionProduct, TProduct>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CookieAuthenticationOptions>, SessionCookieValidateOptions>());
    }
}
