using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore;

/// <summary>Registers the sessions of a product, with what all products share.</summary>
internal static class SessionServices
{
    /// <typeparam name="THandler">The handler of the product's schemes.</typeparam>
    public static void AddSessions<THandler>(this IServiceCollection services, Func<IServiceProvider, SessionProduct> product)
        where THandler : IAuthenticationHandler
    {
        services.AddSessionChecks(new SessionUse(static _ => true));
        services.TryAddSingleton<SessionRevocation>();
        services.TryAddSingleton<UserSessions>();
        services.TryAddSingleton<WorkOsSessions, CookieSessions>();
        services.TryAddKeyedSingleton(typeof(THandler), (provider, _) => product(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SentTokenMemoryCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RefreshDrain>());
    }

    /// <summary>Registers the validation of sessions with each request, and what it depends on.</summary>
    public static void AddSessionChecks(this IServiceCollection services, SessionUse use)
    {
        SessionCacheServices.Add(services);
        services.AddSingleton(use);
        services.TryAddSingleton<SessionSchemes>();
        services.TryAddSingleton<SentRefreshTokens>();
        services.TryAddSingleton<RefreshLeases>();
        services.TryAddSingleton<ReceivingProcess>();
        services.TryAddSingleton<RefreshedTickets>();
        services.TryAddSingleton<RefreshExchange>();
        services.TryAddSingleton<RefreshAttempt>();
        services.TryAddSingleton<RefreshCoordinator>();
        services.TryAddSingleton<EndedSessions>();
        services.TryAddSingleton<ITicketMarks, SessionMarks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CookieAuthenticationOptions>, SessionCookieValidateOptions>());
    }
}
