using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>What the app stores in the session cache, according to the schemes that it has added.</summary>
internal sealed class StoreUse
{
    public StoreUse(IServiceProvider services, TimeProvider time)
    {
        HoldsSessions = services.GetServices<IPostConfigureOptions<CookieAuthenticationOptions>>().OfType<StoredSessionOptions>().Any();
        var isUsed = HoldsSessions || services.GetServices<SessionUse>().Any(use => use.IsWanted(services));
        if (isUsed && services.GetService<SessionCache>() is { } cache)
        {
            Probe = new StoreProbe(cache, time);
        }
    }

    /// <summary>
    /// Whether it holds sessions, so that requests with a session need the cache. Otherwise it holds only marks of ended sessions.
    /// </summary>
    public bool HoldsSessions { get; }

    /// <summary>Writes to the cache; <see langword="null"/> if the app stores nothing there.</summary>
    public StoreProbe? Probe { get; }
}
