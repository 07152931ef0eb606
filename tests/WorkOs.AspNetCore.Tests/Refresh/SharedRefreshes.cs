using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>The refreshes that a coordinator knows of. The package has no other way to say which.</summary>
internal static class SharedRefreshes
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_refreshes")]
    private static extern ref ConcurrentDictionary<(string CookieScheme, string? StoreKey, string RefreshToken), SharedRefresh> FieldOf(RefreshCoordinator coordinator);

    public static ConcurrentDictionary<(string CookieScheme, string? StoreKey, string RefreshToken), SharedRefresh> Of(RefreshCoordinator coordinator) => FieldOf(coordinator);
}
