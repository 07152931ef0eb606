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
/// The mark is in the cache, under a hash of environment and token, for a day: nobody knows which copies of the token there are, and in
/// which cookies. A session in a cookie that is used again later than that signs in anew. The mark of a stored session is in its ticket as
/// well, and goes with it or with the next tokens; two stored copies of one session know of each other for that day. The cache has no
/// operation that writes only what is not there, so that two machines which send the same token within the same few milliseconds
/// may both send it; one machine does not.
/// </remarks>
internal sealed class SentRefreshTokens(IDistributedCache cache, TimeProvider time)
{
    /// <summary>How long after its access token has ended a session in a cookie can be refreshed.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int MarkBytes = 16;
    private const int GateCount = 64;

    // One token is marked by one request at a time. Two tokens seldom share a gate.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, GateCount).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>Marks the token, and returns the mark; <see langword="null"/> where it was sent before, or may have been.</summary>
    public async Task<string?> TryMarkAsync(RefreshRequest request)
    {
        var name = NameOf(request);
        var gate = _gates[(uint)name.GetHashCode(StringComparison.Ordinal) % GateCount];
        await gate.WaitAsync();
        try
        {
            return await TryMarkAsync(request, name);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes the mark back, if it is still this one: the token never left this machine, or was not looked at.</summary>
    public async Task UnmarkAsync(RefreshRequest request, string mark)
    {
        if (request.Store is { } store
            && await store.RetrieveAsync(request.Session.StoreKey!) is { } stored
            && SessionState.Read(stored.Properties)?.SentBy == mark)
        {
            SessionState.WriteSent(stored.Properties, mark: null);
            await store.RenewAsync(request.Session.StoreKey!, stored);
        }

        var name = NameOf(request);
        if (await cache.GetStringAsync(name) == mark)
        {
            await cache.RemoveAsync(name);
        }
    }

    private static string NameOf(RefreshRequest request)
    {
        var environment = request.Scheme.Options.Environment;
        return "workos:sent:" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{environment.Length}:{environment}{request.RefreshToken}")));
    }

    private async Task<string?> TryMarkAsync(RefreshRequest request, string name)
    {
        var now = time.GetUtcNow();
        var end = (request.Store is not null && request.Session.ExpiresAt < now ? now : request.Session.ExpiresAt) + Memory;
        if (now >= end || await cache.GetStringAsync(name) is { Length: > 0 } || (request.Store is not null && await FindUnsentAsync(request) is null))
        {
            return null;
        }

        var mark = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(MarkBytes));
        try
        {
            await cache.SetStringAsync(name, mark, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = end - now });
            return await cache.GetStringAsync(name) == mark && await TryMarkTicketAsync(request, mark) ? mark : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await TryUnmarkAsync(request, mark);
            throw;
        }
    }

    private static async Task<bool> TryMarkTicketAsync(RefreshRequest request, string mark)
    {
        if (request.Store is not { } store)
        {
            return true;
        }

        if (await FindUnsentAsync(request) is not { } stored)
        {
            return false;
        }

        var key = request.Session.StoreKey!;
        SessionState.WriteSent(stored.Properties, mark);
        await store.RenewAsync(key, stored);
        return await store.RetrieveAsync(key) is { } kept && SessionState.Read(kept.Properties)?.SentBy == mark;
    }

    private static async Task<AuthenticationTicket?> FindUnsentAsync(RefreshRequest request) =>
        await request.Store!.RetrieveAsync(request.Session.StoreKey!) is { } stored
        && SessionState.Read(stored.Properties) is { SentBy: null } state
        && state.RefreshToken == request.RefreshToken ? stored : null;

    // What was not confirmed is not sent. Where the cache does not even take the mark back, the token counts as sent.
    private async Task TryUnmarkAsync(RefreshRequest request, string mark)
    {
        try
        {
            await UnmarkAsync(request, mark);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The failure of the mark says it all.
        }
    }
}
