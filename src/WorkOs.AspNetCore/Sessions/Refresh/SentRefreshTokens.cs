using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers that a refresh token has been sent, before it is, for products that may send one only once. Where it cannot be
/// remembered, it is not sent.
/// </summary>
/// <remarks>
/// The mark of a stored session is in its ticket, and goes with it or with the next tokens. The mark of a session in a cookie is in the
/// cache, under a hash of environment and token, for a day: nobody knows which copies of the cookie there are. A cookie that is used
/// again later than that signs in anew. The cache has no operation that writes only what is not there, so that two machines which
/// send the same token within the same few milliseconds may both send it; one machine does not.
/// </remarks>
internal sealed class SentRefreshTokens(IDistributedCache cache, TimeProvider time)
{
    /// <summary>How long after its access token has ended a session in a cookie can be refreshed.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int MarkBytes = 16;

    /// <summary>Marks the token; <see langword="false"/> where it was sent before, or may have been.</summary>
    public async Task<bool> TryMarkAsync(RefreshRequest request)
    {
        var mark = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(MarkBytes));
        if (request.Store is { } store)
        {
            var key = request.Session.StoreKey!;
            if (await store.RetrieveAsync(key) is not { } stored
                || SessionState.Read(stored.Properties) is not { SentBy: null } state
                || state.RefreshToken != request.RefreshToken)
            {
                return false;
            }

            SessionState.WriteSent(stored.Properties, mark);
            await store.RenewAsync(key, stored);
            return await store.RetrieveAsync(key) is { } kept && SessionState.Read(kept.Properties)?.SentBy == mark;
        }

        var name = NameOf(request);
        var end = request.Session.ExpiresAt + Memory;
        if (time.GetUtcNow() is var now && (now >= end || await cache.GetStringAsync(name) is { Length: > 0 }))
        {
            return false;
        }

        await cache.SetStringAsync(name, mark, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = end - now });
        return await cache.GetStringAsync(name) == mark;
    }

    /// <summary>Takes the mark back: the token never left this machine.</summary>
    public async Task UnmarkAsync(RefreshRequest request)
    {
        if (request.Store is not { } store)
        {
            await cache.RemoveAsync(NameOf(request));
        }
        else if (await store.RetrieveAsync(request.Session.StoreKey!) is { } stored
            && SessionState.Read(stored.Properties)?.RefreshToken == request.RefreshToken)
        {
            SessionState.WriteSent(stored.Properties, mark: null);
            await store.RenewAsync(request.Session.StoreKey!, stored);
        }
    }

    private static string NameOf(RefreshRequest request)
    {
        var environment = request.Scheme.Options.Environment;
        return "workos:sent:" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{environment.Length}:{environment}{request.RefreshToken}")));
    }
}
