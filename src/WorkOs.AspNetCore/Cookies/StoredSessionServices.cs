using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>Registers the store of one cookie scheme.</summary>
internal static class StoredSessionServices
{
    public static void Add(IServiceCollection services, string cookieScheme)
    {
        SessionCacheServices.Add(services);

        // One instance implements both interfaces: it validates that the store is the one it has set.
        services.AddKeyedSingleton(cookieScheme, (provider, _) =>
            new StoredSessionOptions(ActivatorUtilities.CreateInstance<DistributedTicketStore>(provider, cookieScheme)));
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>>(provider => provider.GetRequiredKeyedService<StoredSessionOptions>(cookieScheme));
        services.AddSingleton<IValidateOptions<CookieAuthenticationOptions>>(provider => provider.GetRequiredKeyedService<StoredSessionOptions>(cookieScheme));
    }
}
