using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>What a test may change about a <see cref="ConnectApp"/>.</summary>
internal sealed class ConnectAppSettings
{
    public FakeClock Clock { get; init; } = new();

    public FakeAuthKitDomain? Domain { get; init; }

    public bool UseStore { get; init; } = true;

    /// <summary>The cache that several machines share; by default each has its own.</summary>
    public IDistributedCache? Cache { get; init; }

    /// <summary>The keys that several machines share.</summary>
    public IDataProtectionProvider KeyRing { get; init; } = new EphemeralDataProtectionProvider();

    public IDictionary<string, string?> Configuration { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    public Action<WorkOsConnectOptions>? Options { get; init; }

    /// <summary>Registers more schemes.</summary>
    public Action<AuthenticationBuilder>? Services { get; init; }
}
