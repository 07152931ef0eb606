using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkOs.AspNetCore;

/// <summary>Registers the cache of sessions, and the default for an app that registers none.</summary>
internal static class SessionCacheServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddDistributedMemoryCache();
        services.AddWorkOsDiagnostics();
        services.TryAddSingleton<IWorkOsSessionCache, DistributedSessionCache>();
        services.TryAddSingleton<SessionCache>();
        services.AddOptions<WorkOsSessionCacheOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOsSessionCacheOptions>, SessionCacheOptionsValidator>());
    }
}
