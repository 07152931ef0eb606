using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers which sessions were ended, by session id, by user, and by membership of a user in an organization. A mark
/// rather than a removal: a refresh that is under way on another machine cannot bring a marked session back to life,
/// and no list of sessions has to be kept right by several machines at once.
/// </summary>
/// <remarks>
/// A mark is bound to the WorkOS environment of the scheme that set it, to its kind and to the ids, which its name is the
/// hash of. It lives longer than any cookie, and nothing takes it back. No mark needs the clock of this machine. Marks of
/// sessions, and those that the app sets for a user, are written without a look at what is there, so that no other writer
/// can undo them, with one exception: a user that WorkOS deletes in the same moment, whose sessions end either way.
/// </remarks>
internal sealed class EndedSessions(IDistributedCache cache, TimeProvider time, ILogger<EndedSessions> logger)
{
    private const string Prefix = "workos:ended:";
    private const string Ended = "1";
    private const string SessionKind = "sid";
    private const string UserKind = "user";
    private const string MembershipKind = "member";
    private static readonly Task<string?> NoMark = Task.FromResult<string?>(null);

    // Whoever signs out does not wait longer for a cache that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Longer than a browser keeps any cookie (RFC 6265bis, 5.5: 400 days).
    private static readonly TimeSpan LongerThanAnyCookie = TimeSpan.FromDays(401);

    /// <summary>Ends one session. An id of a session is never used again.</summary>
    public Task EndSessionAsync(string environment, string sessionId, CancellationToken cancellationToken) =>
        WriteAsync(NameOf(SessionKind, environment, sessionId), Ended, cancellationToken);

    /// <summary>
    /// Ends a session that signs out, as far as the cache can be reached. Nothing cancels that, and after a short while
    /// it goes on by itself.
    /// </summary>
    public async Task TryEndSessionAsync(string environment, string sessionId)
    {
        try
        {
            await EndSessionAsync(environment, sessionId, CancellationToken.None).WaitAsync(Patience, time);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.SignOutNotRemembered(logger, exception);
        }
    }

    /// <summary>The app's end of what a user has now: whoever signs in afterwards sees the new generation.</summary>
    public Task EndUserAsync(string environment, string userId, CancellationToken cancellationToken) => WriteAsync(
        NameOf(UserKind, environment, userId),
        new EndedMark(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), EndedAt: null).ToString(),
        cancellationToken);

    /// <summary>WorkOS's end of what a user had, at a time of WorkOS's clock.</summary>
    public Task EndUserAsync(string environment, string userId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(NameOf(UserKind, environment, userId), endedAt, cancellationToken);

    /// <summary>WorkOS's end of what a user had in an organization, at a time of WorkOS's clock.</summary>
    public Task EndMembershipAsync(
        string environment, string userId, string organizationId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(NameOf(MembershipKind, environment, userId, organizationId), endedAt, cancellationToken);

    /// <summary>
    /// The generation that a session of the user begins with; <see langword="null"/> where the app has never ended their
    /// sessions. Also while the cache cannot be asked, which is the strict answer: a session that has seen none ends with
    /// the first request that finds a mark.
    /// </summary>
    public async Task<string?> FindGenerationAsync(string environment, string userId, CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(NameOf(UserKind, environment, userId), cancellationToken))?.Generation;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.EndedSessionsUnavailable(logger, exception);
            return null;
        }
    }

    /// <summary>Whether a session has been ended, or its user or membership since it began.</summary>
    public async Task<bool> ContainsAsync(string environment, ClaimsPrincipal principal, SessionState session)
    {
        var sessionId = principal.FindFirstValue(WorkOsClaimTypes.SessionId);
        var userId = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var organizationId = principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);
        try
        {
            var marks = await Task.WhenAll(
                sessionId is null ? NoMark : cache.GetStringAsync(NameOf(SessionKind, environment, sessionId)),
                userId is null ? NoMark : cache.GetStringAsync(NameOf(UserKind, environment, userId)),
                userId is null || organizationId is null ? NoMark : cache.GetStringAsync(NameOf(MembershipKind, environment, userId, organizationId)));

            return marks[0] is { Length: > 0 }
                || (marks[1] is { Length: > 0 } ofUser && EndedMark.Parse(ofUser) is var user
                    && (user.IsOtherThan(session.Generation) || user.IsSince(session.SignedInAt)))
                || (marks[2] is { Length: > 0 } ofMember && EndedMark.Parse(ofMember).IsSince(session.EnteredAt));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // Without the cache, a session still ends when WorkOS refuses to refresh it.
            Log.EndedSessionsUnavailable(logger, exception);
            return false;
        }
    }

    private async Task MarkAsync(string name, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        var earlier = await ReadAsync(name, cancellationToken);
        var mark = (earlier ?? new EndedMark(Generation: null, EndedAt: null)).With(endedAt);
        await WriteAsync(name, mark.ToString(), cancellationToken);
    }

    private Task WriteAsync(string name, string mark, CancellationToken cancellationToken) => cache.SetStringAsync(
        name, mark, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = LongerThanAnyCookie }, cancellationToken);

    private async Task<EndedMark?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await cache.GetStringAsync(name, cancellationToken) is { Length: > 0 } text ? EndedMark.Parse(text) : null;

    // Hashed, because ids from outside may be of any length and hold any character; each with its length, so that no two
    // lists of them make the same text.
    private static string NameOf(string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts)
        {
            text.Append('\n').Append(part.Length).Append(':').Append(part);
        }

        return $"{Prefix}{kind}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }
}
