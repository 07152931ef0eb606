using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>What a test may change about an <see cref="AuthKitApp"/>.</summary>
internal sealed class AuthKitAppSettings
{
    public bool UseStore { get; init; } = true;

    /// <summary>The cache that several machines share; by default each has its own.</summary>
    public IDistributedCache? Cache { get; init; }

    /// <summary>The keys that several machines share.</summary>
    public IDataProtectionProvider KeyRing { get; init; } = new EphemeralDataProtectionProvider();

    public Action<WorkOsAuthKitOptions>? Options { get; init; }

    public Action<AuthorizationOptions>? Authorization { get; init; }

    public Action<WebApplication>? Map { get; init; }

    /// <summary>Runs before anything else is registered.</summary>
    public Action<IServiceCollection>? EarlyServices { get; init; }

    /// <summary>Runs after everything else is registered.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
