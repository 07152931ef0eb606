using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Marks a refresh token as sent before it is sent, for products that may send a token only once. A token that cannot be marked is not
/// sent.
/// </summary>
/// <remarks>
/// The name of a mark in the shared cache is a hash of environment and token, because copies of the token can be in several cookies. A mark
/// outlives a stored session by a day. For a session in a cookie, it outlives the access token by a day, and a user who comes back later
/// signs in again. If two machines want to send the same token at once, only one does if the cache writes atomically
/// (<see cref="IWorkOsSessionCache.TrySetAsync"/>). With the default cache, both can within a few milliseconds.
/// </remarks>
internal sealed class SentRefreshTokens(SessionCache cache, TimeProvider time)
{
    /// <summary>How long a session in a cookie can be refreshed after its access token has expired.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int RandomBytes = 16;
    private const int MarkBytes = RandomBytes + sizeof(long);
    private const int MaxUnconfirmed = 10_000;

    // Marks that may be in the cache although the token was not sent, because the cache did not confirm them.
    private readonly ConcurrentDictionary<string, byte[]> _unconfirmed = new(StringComparer.Ordinal);

    /// <summary>Marks the token, and returns the mark; <see langword="null"/> if the token was sent before, or may have been.</summary>
    public async Task<byte[]?> TryMarkAsync(RefreshRequest request)
    {
        var now = time.GetUtcNow();
        var end = request.Store is null ? request.Session.ExpiresAt : request.Ticket.Properties.ExpiresUtc ?? now + EndedSessions.LongerThanAnyCookie;
        var lifetime = end + Memory - now;
        if (lifetime <= TimeSpan.Zero)
        {
            return null;
        }

        var (name, mark) = (NameOf(request), CreateMark(now));
        try
        {
            if (await cache.TrySetAsync(name, expected: null, mark, lifetime))
            {
                return mark;
            }

            // If the entry is an unconfirmed mark of this process, no machine has sent the token.
            return _unconfirmed.TryRemove(name, out var own) && await cache.TrySetAsync(name, own, mark, lifetime) ? mark : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await TryUnmarkAsync(request, mark);
            throw;
        }
    }

    /// <summary>Removes this mark, because the token was not sent, or WorkOS did not read it.</summary>
    public async Task UnmarkAsync(RefreshRequest request, byte[] mark) => await cache.RemoveAsync(NameOf(request), mark);

    /// <summary>Whether the token was marked within this time. The date of a mark is that of the clock of the machine that wrote it.</summary>
    public async Task<bool> WasMarkedWithinAsync(RefreshRequest request, TimeSpan limit) =>
        await cache.GetAsync(NameOf(request)) is { Length: MarkBytes } mark
        && time.GetUtcNow().ToUnixTimeMilliseconds() - BinaryPrimitives.ReadInt64BigEndian(mark.AsSpan(RandomBytes)) < limit.TotalMilliseconds;

    private static byte[] CreateMark(DateTimeOffset now)
    {
        var mark = new byte[MarkBytes];
        RandomNumberGenerator.Fill(mark.AsSpan(..RandomBytes));
        BinaryPrimitives.WriteInt64BigEndian(mark.AsSpan(RandomBytes), now.ToUnixTimeMilliseconds());
        return mark;
    }

    private static string NameOf(RefreshRequest request) => CacheName.Of("workos:sent:", request.Scheme.Options.Environment, request.RefreshToken);

    // A token whose mark is not confirmed is not sent. If the mark cannot be removed either, this process remembers that.
    private async Task TryUnmarkAsync(RefreshRequest request, byte[] mark)
    {
        try
        {
            await UnmarkAsync(request, mark);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The caller gets the exception of the mark itself.
            if (_unconfirmed.Count < MaxUnconfirmed)
            {
                _unconfirmed[NameOf(request)] = mark;
            }
        }
    }
}
