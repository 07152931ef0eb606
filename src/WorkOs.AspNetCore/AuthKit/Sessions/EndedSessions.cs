using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers which sessions were ended, by session id, by user, and by membership of a user in an organization. A mark
/// rather than a removal: a refresh that is under way on another machine cannot bring a marked session back to life,
/// and no list of sessions has to be kept right by several machines at once.
/// </summary>
internal sealed class EndedSessions(IDistributedCache cache, TimeProvider time, ILogger<EndedSessions> logger)
{
    private const string Prefix = "workos:ended:";

    /// <summary>For what WorkOS has ended: longer than any access token lives, after which WorkOS refuses to go on.</summary>
    public static readonly TimeSpan UntilWorkOsRefuses = TimeSpan.FromDays(2);

    /// <summary>For what only the app has ended: longer than a browser keeps any cookie (RFC 6265bis, 5.5: 400 days).</summary>
    public static readonly TimeSpan LongerThanAnyCookie = TimeSpan.FromDays(401);

    public Task EndSessionAsync(string sessionId, DateTimeOffset endedAt, TimeSpan lifetime, CancellationToken cancellationToken) =>
        MarkAsync(SessionName(sessionId), endedAt, lifetime, cancellationToken);

    /// <summary>Marks a session that WorkOS is about to end, as far as the cache can be reached.</summary>
    public async Task TryEndSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await EndSessionAsync(sessionId, time.GetUtcNow(), UntilWorkOsRefuses, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.EndedSessionsUnavailable(logger, exception);
        }
    }

    public Task EndUserAsync(string userId, DateTimeOffset endedAt, TimeSpan lifetime, CancellationToken cancellationToken) =>
        MarkAsync(UserName(userId), endedAt, lifetime, cancellationToken);

    public Task EndMembershipAsync(string userId, string organizationId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(MembershipName(userId, organizationId), endedAt, UntilWorkOsRefuses, cancellationToken);

    /// <summary>Whether a session has been ended, or its user or membership since it began.</summary>
    public async Task<bool> ContainsAsync(
        string? sessionId, string? userId, string? organizationId, AuthenticationProperties times, CancellationToken cancellationToken)
    {
        try
        {
            var marks = await Task.WhenAll(
                ReadAsync(sessionId is null ? null : SessionName(sessionId), cancellationToken),
                ReadAsync(userId is null ? null : UserName(userId), cancellationToken),
                ReadAsync(userId is null || organizationId is null ? null : MembershipName(userId, organizationId), cancellationToken));

            // An id of a session is never used again, whatever the clocks say.
            return marks[0] is not null
                || IsSince(marks[1], SessionTimes.GetSignIn(times))
                || IsSince(marks[2], SessionTimes.GetEntry(times));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Without the cache, a session still ends when WorkOS refuses to refresh it.
            Log.EndedSessionsUnavailable(logger, exception);
            return false;
        }
    }

    private static bool IsSince(EndedMark? mark, DateTimeOffset? began) => mark is not null && mark.EndedAt >= (began ?? DateTimeOffset.MinValue);

    private async Task MarkAsync(string name, DateTimeOffset endedAt, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        // Not after now, or a mark could end sessions that have yet to begin.
        var now = time.GetUtcNow();
        var mark = new EndedMark(endedAt < now ? endedAt : now, now + lifetime);
        var earlier = await ReadAsync(name, cancellationToken);
        if (earlier is not null)
        {
            mark = mark.Over(earlier);
        }

        if (mark != earlier)
        {
            await cache.SetStringAsync(
                name, mark.ToString(), new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = mark.KeptUntil - now }, cancellationToken);
        }
    }

    private async Task<EndedMark?> ReadAsync(string? name, CancellationToken cancellationToken) =>
        name is null ? null : EndedMark.Parse(await cache.GetStringAsync(name, cancellationToken));

    private static string SessionName(string sessionId) => NameOf("sid", sessionId);

    private static string UserName(string userId) => NameOf("user", userId);

    private static string MembershipName(string userId, string organizationId) => NameOf("member", userId + "\n" + organizationId);

    // Hashed, because ids from outside may be of any length and hold any character.
    private static string NameOf(string kind, string id) =>
        $"{Prefix}{kind}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
