using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Lets one machine refresh a stored session, while the others wait for the new ticket in the store. A lease only saves calls to WorkOS: if
/// the cache fails, there is no lease, and each machine refreshes.
/// </summary>
/// <remarks>
/// The name of a lease in the shared cache is a hash of environment, cookie scheme, stored session and refresh token. It expires after three
/// seconds, and is released if the refresh fails. Products that send a refresh token once use <see cref="SentRefreshTokens"/> instead.
/// </remarks>
internal sealed class RefreshLeases(SessionCache cache)
{
    /// <summary>How long a lease lasts. After that, another machine may refresh.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);

    private const int LeaseBytes = 16;

    /// <summary>Takes the lease.</summary>
    /// <returns>The lease; empty if none is needed or the cache fails; <see langword="null"/> if another machine has it.</returns>
    public async Task<byte[]?> TryTakeAsync(RefreshRequest request)
    {
        if (request.Store is null || request.Scheme.Product.SendsRefreshTokenOnce || cache.IsOfThisProcess)
        {
            return [];
        }

        var lease = RandomNumberGenerator.GetBytes(LeaseBytes);
        try
        {
            return await cache.TrySetAsync(NameOf(request), expected: null, lease, Lifetime) ? lease : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [];
        }
    }

    /// <summary>Releases the lease, unless another machine has taken it since.</summary>
    public async Task ReleaseAsync(RefreshRequest request, byte[] lease)
    {
        if (lease.Length == 0)
        {
            return;
        }

        try
        {
            await cache.RemoveAsync(NameOf(request), lease);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The lease expires.
        }
    }

    private static string NameOf(RefreshRequest request) => CacheName.Of(
        "workos:refreshing:", request.Scheme.Options.Environment, request.Key.CookieScheme, request.Session.StoreKey!, request.RefreshToken);
}
