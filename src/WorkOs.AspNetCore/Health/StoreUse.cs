using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>What the app keeps in the session cache, as the schemes that it has added tell.</summary>
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

    /// <summary>Whether sessions are in it, so that a request that needs one cannot be answered without it. Otherwise it holds marks of ended sessions only.</summary>
    public bool HoldsSessions { get; }

    /// <summary>Writes to it; <see langword="null"/> where nothing is kept there.</summary>
    public StoreProbe? Probe { get; }
}
