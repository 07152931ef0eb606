using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers that a refresh token has been sent, before it is, for products that may send one only once. Where it cannot be
/// remembered, it is not sent.
/// </summary>
/// <remarks>
/// The mark is in the shared cache, under a hash of environment and token: nobody knows which copies of the token there are, and in
/// which cookies. It lives a day longer than a stored session can with this token; for a session in a cookie, a day longer than the access
/// token, and one that is used again later than that signs in anew. Of two machines that send the same token at once, one does where the
/// cache writes atomically (<see cref="IWorkOsSessionCache.TrySetAsync"/>); with the default cache, both may, within the same few milliseconds.
/// </remarks>
internal sealed class SentRefreshTokens(SessionCache cache, TimeProvider time)
{
    /// <summary>How long after its access token has ended a session in a cookie can be refreshed.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int RandomBytes = 16;
    private const int MarkBytes = RandomBytes + sizeof(long);
    private const int MaxUnconfirmed = 10_000;

    // Marks that may be in the cache although nothing was sent: the cache did not say whether it took them.
    private readonly ConcurrentDictionary<string, byte[]> _unconfirmed = new(StringComparer.Ordinal);

    /// <summary>Marks the token, and returns the mark; <see langword="null"/> where it was sent before, or may have been.</summary>
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

            // An own mark that was never confirmed, and is still there, proves that nobody has sent the token.
            return _unconfirmed.TryRemove(name, out var own) && await cache.TrySetAsync(name, own, mark, lifetime) ? mark : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await TryUnmarkAsync(request, mark);
            throw;
        }
    }

    /// <summary>Takes the mark back, if it is still this one: the token never left this machine, or was not looked at.</summary>
    public async Task UnmarkAsync(RefreshRequest request, byte[] mark) => await cache.RemoveAsync(NameOf(request), mark);

    /// <summary>Whether the token was marked no longer ago than this, by the clock of the machine that did.</summary>
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

    // What was not confirmed is not sent. Where the cache does not even take the mark back, this process knows that it was not.
    private async Task TryUnmarkAsync(RefreshRequest request, byte[] mark)
    {
        try
        {
            await UnmarkAsync(request, mark);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The failure of the mark says it all.
            if (_unconfirmed.Count < MaxUnconfirmed)
            {
                _unconfirmed[NameOf(request)] = mark;
            }
        }
    }
}
