using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Records which sessions have ended: by session id, by user, by membership of a user in an organization, and by what single sign-on depends on (an
/// organization, a connection, a person in a directory). Sessions are marked rather than removed, so that a concurrent refresh on another machine
/// cannot restore one, and no list of sessions has to be kept consistent across machines.
/// </summary>
/// <remarks>
/// A mark is bound to the WorkOS environment of the scheme that set it, to its kind and to the ids; its name is the hash of these. It lives longer
/// than any cookie, and is never removed. No mark uses this machine's clock. Marks of sessions, and those that the app sets for a user, are written
/// without reading the present mark, so that a concurrent write cannot undo them. A time from WorkOS is added to the present mark, in one step
/// where the cache writes atomically.
/// </remarks>
internal sealed class EndedSessions(SessionCache cache, WorkOsMetrics metrics, ILogger<EndedSessions> logger)
{
    /// <summary>Longer than a browser keeps any cookie (RFC 6265bis, 5.5: 400 days).</summary>
    public static readonly TimeSpan LongerThanAnyCookie = TimeSpan.FromDays(401);

    private const int MaxAttempts = 10;
    private static readonly byte[] Ended = "1"u8.ToArray();

    /// <summary>Ends one session. Session ids are never reused.</summary>
    public Task EndSessionAsync(string environment, string sessionId, CancellationToken cancellationToken) =>
        WriteAsync(EndKinds.Session, MarkNames.OfSession(environment, sessionId), Ended, cancellationToken);

    /// <summary>Ends the session of a sign-out, if the cache is available.</summary>
    public async Task TryEndSessionAsync(string environment, string sessionId)
    {
        try
        {
            await EndSessionAsync(environment, sessionId, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.SignOutNotRemembered(logger, exception);
        }
    }

    /// <summary>Ends the present sessions of a user, for the app. Sessions that begin later see the new generation.</summary>
    public Task EndUserAsync(string environment, string userId, CancellationToken cancellationToken) => WriteAsync(
        EndKinds.User,
        MarkNames.OfUser(environment, userId),
        BytesOf(new EndedMark(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), EndedAt: null)),
        cancellationToken);

    /// <summary>Ends the sessions of a user that began no later than a time of WorkOS's clock.</summary>
    public Task EndUserAsync(string environment, string userId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(EndKinds.User, MarkNames.OfUser(environment, userId), endedAt, cancellationToken);

    /// <summary>Ends the sessions of a user in an organization that began there no later than a time of WorkOS's clock.</summary>
    public Task EndMembershipAsync(
        string environment, string userId, string organizationId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(EndKinds.Membership, MarkNames.OfMember(environment, userId, organizationId), endedAt, cancellationToken);

    /// <summary>Records the end of an organization, a connection or a person in a directory, at a time of WorkOS's clock.</summary>
    public Task EndAsync(End end, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(end.Kind, end.Name, endedAt, cancellationToken);

    /// <summary>
    /// The ends that a new session watches, with their present marks. If the cache is unavailable, the session has seen no mark, which is the
    /// strict choice: it ends with the first request that finds one. An end that arrives between WorkOS's answer and this call counts as earlier
    /// than the sign-in.
    /// </summary>
    public async Task<WatchedEnds> WatchAsync(IReadOnlyList<End> ends, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var marks = await FindMarksAsync([.. ends.Select(end => end.Name)], read: null);
        return new WatchedEnds([.. ends.Select(end => (end, ParseMark(marks?.Find(end.Name))?.EndedAt))]);
    }

    /// <summary>Whether one of the ends that a session watches has happened since its sign-in.</summary>
    public async ValueTask<bool> ContainsAsync(WatchedEnds watched, ReadMarks? read) =>
        await FindMarksAsync(watched.Names, read) is { } marks && IsEnd(FindEnd(watched, marks));

    /// <summary>
    /// The generation with which a session of the user begins; <see langword="null"/> if the app has never ended the user's sessions, or if the
    /// cache is unavailable. The latter is the strict choice: a session without a generation ends with the first request that finds a mark.
    /// </summary>
    public async Task<string?> FindGenerationAsync(string environment, string userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = MarkNames.OfUser(environment, userId);
        return ParseMark((await FindMarksAsync([name], read: null))?.Find(name))?.Generation;
    }

    /// <summary>Whether the session has ended, or its user, membership or organization has ended since it began.</summary>
    /// <param name="environment">The WorkOS environment.</param>
    /// <param name="principal">The user.</param>
    /// <param name="session">The session.</param>
    /// <param name="receivesOrganizationEvents">Whether WorkOS notifies the app of the end of an organization.</param>
    /// <param name="read">The marks that were read with the ticket. If they are not those of this session, the cache is read again.</param>
    public async ValueTask<bool> ContainsAsync(
        string environment, ClaimsPrincipal principal, SessionState session, bool receivesOrganizationEvents, ReadMarks? read)
    {
        var names = MarkNames.Of(environment, principal, receivesOrganizationEvents);
        return await FindMarksAsync(names.All, read) is { } marks && IsEnd(FindEnd(names, marks, session));
    }

    private static string? FindEnd(MarkNames names, ReadMarks marks, SessionState session) =>
        marks.Find(names.Session) is { Length: > 0 } ? EndKinds.Session
        : ParseMark(marks.Find(names.User)) is { } user && (user.IsOtherThan(session.Generation) || user.IsSince(session.SignedInAt)) ? EndKinds.User
        : ParseMark(marks.Find(names.Member))?.IsSince(session.EnteredAt) == true ? EndKinds.Membership
        : ParseMark(marks.Find(names.Organization))?.IsSince(session.EnteredAt) == true ? EndKinds.Organization
        : null;

    private static string? FindEnd(WatchedEnds watched, ReadMarks marks) =>
        watched.Ends.FirstOrDefault(end => ParseMark(marks.Find(end.End.Name))?.EndedAt > (end.Seen ?? DateTimeOffset.MinValue)).End?.Kind;

    private static EndedMark? ParseMark(byte[]? value) => value is { Length: > 0 } ? EndedMark.Parse(Encoding.UTF8.GetString(value)) : null;

    private static byte[] BytesOf(EndedMark mark) => Encoding.UTF8.GetBytes(mark.ToString());

    /// <summary>The marks, from <paramref name="read"/> if it has all of them; <see langword="null"/> if the cache is unavailable.</summary>
    private async ValueTask<ReadMarks?> FindMarksAsync(IReadOnlyList<string> names, ReadMarks? read)
    {
        if (read?.IsOf(names) == true || names.Count == 0)
        {
            return read ?? new ReadMarks([], []);
        }

        try
        {
            return new ReadMarks(names, await cache.GetAsync(names));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // If the cache is unavailable, a session still ends when WorkOS refuses to refresh it.
            Log.EndedSessionsUnavailable(logger, exception);
            return null;
        }
    }

    private bool IsEnd(string? kind)
    {
        if (kind is not null)
        {
            metrics.MarkFound(kind);
        }

        return kind is not null;
    }

    private async Task MarkAsync(string kind, string name, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var present = await cache.GetAsync(name);
            var mark = (ParseMark(present) ?? new EndedMark(Generation: null, EndedAt: null)).With(endedAt);
            if (await cache.TrySetAsync(name, present, BytesOf(mark), LongerThanAnyCookie))
            {
                metrics.MarkSet(kind);
                return;
            }
        }

        throw new InvalidOperationException($"The mark of an ended user or membership changed with each of {MaxAttempts} attempts to write it.");
    }

    private async Task WriteAsync(string kind, string name, byte[] mark, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await cache.SetAsync(name, mark, LongerThanAnyCookie);
        metrics.MarkSet(kind);
    }
}
