using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>The sessions that a user has at WorkOS: lists them, and ends them there and here.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/session"/>.</remarks>
internal sealed class UserSessions(EndedSessions ended)
{
    // 10,000 sessions. For a user with more, the call fails, because not all of them would be revoked.
    private const int MaxPages = 100;

    private const int CallsAtOnce = 4;

    /// <exception cref="WorkOsAuthenticationException">WorkOS refused, or could not be reached.</exception>
    public async Task<IReadOnlyList<WorkOsUserSession>> ListAsync(SessionOwner owner, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPagesAsync(owner, cancellationToken);
        }
        catch (WorkOsApiException exception)
        {
            throw exception.ToFailure(WorkOsFailureCodes.SessionsUnavailable);
        }
    }

    /// <summary>Revokes a session if it belongs to the user.</summary>
    /// <exception cref="WorkOsAuthenticationException">WorkOS refused, or could not be reached.</exception>
    public async Task<bool> RevokeAsync(SessionOwner owner, string sessionId, CancellationToken cancellationToken)
    {
        if ((await ListAsync(owner, cancellationToken)).All(session => session.Id != sessionId))
        {
            return false;
        }

        await EndAsync(owner, [sessionId], cancellationToken);
        return true;
    }

    /// <exception cref="InvalidOperationException">The session of the request has no id, so that the others are not known.</exception>
    /// <exception cref="WorkOsAuthenticationException">WorkOS refused, or could not be reached.</exception>
    public async Task<int> RevokeOthersAsync(SessionOwner owner, CancellationToken cancellationToken)
    {
        if (owner.SessionId is null)
        {
            throw new InvalidOperationException("The session of the request has no id, so that it cannot be told from the user's other sessions.");
        }

        var others = (await ListAsync(owner, cancellationToken)).Where(session => !session.IsCurrent).Select(session => session.Id).ToList();
        await EndAsync(owner, others, cancellationToken);
        return others.Count;
    }

    // In this app first: if WorkOS cannot be reached then, its list still has the session, and the app can repeat the call.
    private async Task EndAsync(SessionOwner owner, IEnumerable<string> sessionIds, CancellationToken cancellationToken)
    {
        WorkOsApiException? failure = null;
        await Parallel.ForEachAsync(
            sessionIds,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (sessionId, canceled) =>
            {
                await ended.EndSessionAsync(owner.Options.Environment, sessionId, canceled);
                try
                {
                    await SessionRevocation.RevokeAsync(owner.Options, sessionId, canceled);
                }
                catch (WorkOsApiException exception)
                {
                    Volatile.Write(ref failure, exception);
                }
            });
        if (failure is not null)
        {
            throw failure.ToFailure(WorkOsFailureCodes.SessionsUnavailable);
        }
    }

    private static async Task<IReadOnlyList<WorkOsUserSession>> ReadPagesAsync(SessionOwner owner, CancellationToken cancellationToken)
    {
        var url = owner.Options.Endpoint($"/user_management/users/{Uri.EscapeDataString(owner.UserId)}/sessions?limit={ListPages.Size}");
        var sessions = new List<WorkOsUserSession>();
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            using var answer = await ListPages.GetAsync(
                new WorkOsApiClient(owner.Options.Backchannel), url, after, owner.Options.ClientSecret, cancellationToken);
            sessions.AddRange(answer.RootElement.GetItems("data").Where(session => IsActive(session, owner)).Select(session => Read(session, owner)));
            after = ListPages.NextCursor(answer.RootElement, cursors);
            if (after is null)
            {
                return sessions;
            }
        }

        throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
    }

    private static bool IsActive(JsonElement session, SessionOwner owner) =>
        session.GetStringOrNull("user_id") == owner.UserId && session.GetStringOrNull("status") == "active";

    private static WorkOsUserSession Read(JsonElement session, SessionOwner owner)
    {
        var id = session.GetStringOrNull("id")!;
        return new WorkOsUserSession
        {
            Id = id,
            IsCurrent = id == owner.SessionId,
            IpAddress = session.GetStringOrNull("ip_address"),
            UserAgent = session.GetStringOrNull("user_agent"),
            OrganizationId = session.GetStringOrNull("organization_id"),
            AuthenticationMethod = session.GetStringOrNull("auth_method"),
            Impersonator = session.GetObjectOrNull("impersonator")?.GetStringOrNull("email"),
            CreatedAt = Date("created_at"),
            UpdatedAt = Date("updated_at"),
            ExpiresAt = Date("expires_at"),
        };

        DateTimeOffset? Date(string name) => DateTimeOffset.TryParse(
            session.GetStringOrNull(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
