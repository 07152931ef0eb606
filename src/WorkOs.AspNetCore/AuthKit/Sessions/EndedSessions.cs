using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    // Longer than any access token lives: after that, WorkOS itself refuses to go on with an ended session.
    private static readonly DistributedCacheEntryOptions Lifetime = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(2) };

    public Task EndSessionAsync(string sessionId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(SessionName(sessionId), endedAt, cancellationToken);

    public Task EndUserAsync(string userId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(UserName(userId), endedAt, cancellationToken);

    public Task EndMembershipAsync(string userId, string organizationId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        MarkAsync(MembershipName(userId, organizationId), endedAt, cancellationToken);

    /// <summary>Whether a session that began at the given time has been ended since.</summary>
    public async Task<bool> ContainsAsync(
        string? sessionId, string? userId, string? organizationId, DateTimeOffset began, CancellationToken cancellationToken)
    {
        try
        {
            var marks = await Task.WhenAll(
                ReadAsync(sessionId is null ? null : SessionName(sessionId), cancellationToken),
                ReadAsync(userId is null ? null : UserName(userId), cancellationToken),
                ReadAsync(userId is null || organizationId is null ? null : MembershipName(userId, organizationId), cancellationToken));
            return marks.Any(endedAt => endedAt >= began);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Without the cache, a session still ends when WorkOS refuses to refresh it.
            Log.EndedSessionsUnavailable(logger, exception);
            return false;
        }
    }

    private async Task MarkAsync(string name, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        // Not after now, or a mark could end sessions that have yet to begin; and never back before an earlier mark.
        var now = time.GetUtcNow();
        var until = endedAt < now ? endedAt : now;
        if (!(await ReadAsync(name, cancellationToken) >= until))
        {
            await cache.SetStringAsync(
                name, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Lifetime, cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> ReadAsync(string? name, CancellationToken cancellationToken) =>
        name is not null
        && await cache.GetStringAsync(name, cancellationToken) is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string SessionName(string sessionId) => NameOf("sid", sessionId);

    private static string UserName(string userId) => NameOf("user", userId);

    private static string MembershipName(string userId, string organizationId) => NameOf("member", userId + "\n" + organizationId);

    // Hashed, because ids from outside may be of any length and hold any character.
    private static string NameOf(string kind, string id) =>
        $"{Prefix}{kind}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
