using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Lets one machine refresh a stored session, while the others wait for its outcome in the store. A claim only saves calls to WorkOS: without
/// the cache there is none, and everybody refreshes.
/// </summary>
/// <remarks>
/// A claim is in the shared cache, under a hash of environment, cookie scheme, stored session and refresh token. It lives three seconds, and
/// a refresh that fails ends it. Not used where a refresh token is sent once, which <see cref="SentRefreshTokens"/> sees to.
/// </remarks>
internal sealed class RefreshClaims(SessionCache cache)
{
    /// <summary>How long others wait for a machine that has died.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);

    private const int ClaimBytes = 16;

    /// <summary>Takes the claim.</summary>
    /// <returns>The claim, empty where none is needed or can be had; <see langword="null"/> where another machine has it.</returns>
    public async Task<byte[]?> TryTakeAsync(RefreshRequest request)
    {
        if (request.Store is null || request.Scheme.Product.SendsRefreshTokenOnce || cache.IsOfThisProcess)
        {
            return [];
        }

        var claim = RandomNumberGenerator.GetBytes(ClaimBytes);
        try
        {
            return await cache.TrySetAsync(NameOf(request), expected: null, claim, Lifetime) ? claim : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [];
        }
    }

    /// <summary>Gives the claim back, if it is still this one.</summary>
    public async Task ReleaseAsync(RefreshRequest request, byte[] claim)
    {
        if (claim.Length == 0)
        {
            return;
        }

        try
        {
            await cache.RemoveAsync(NameOf(request), claim);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It ends by itself.
        }
    }

    private static string NameOf(RefreshRequest request) => CacheName.Of(
        "workos:refreshing:", request.Scheme.Options.Environment, request.Key.CookieScheme, request.Session.StoreKey!, request.RefreshToken);
}
