namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The sessions and their refresh tokens. Each refresh token can be exchanged once. If it is sent again within the replay window, the response of the
/// first exchange is repeated.
/// </summary>
internal sealed class AuthKitSessions(TimeProvider clock, WorkOsSandboxAuthKitOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AuthKitSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuthKitRefreshToken> _refreshTokens = new(StringComparer.Ordinal);

    public IReadOnlyList<string> ActiveIds
    {
        get
        {
            lock (_lock)
            {
                return [.. _sessions.Values.Where(session => !session.IsOver(clock.GetUtcNow())).Select(session => session.Id)];
            }
        }
    }

    public AuthKitSession Start(AuthKitGrant grant, string? organizationId)
    {
        var session = new AuthKitSession(grant, organizationId, clock.GetUtcNow());
        lock (_lock)
        {
            _sessions[session.Id] = session;
        }

        return session;
    }

    public AuthKitSession? Find(string id)
    {
        lock (_lock)
        {
            return _sessions.GetValueOrDefault(id);
        }
    }

    public DateTimeOffset? LastSignIn(string userId)
    {
        lock (_lock)
        {
            return _sessions.Values.Where(session => session.UserId == userId).Max(session => (DateTimeOffset?)session.Started);
        }
    }

    /// <summary>The sessions of a user that have not ended, the oldest first.</summary>
    public IReadOnlyList<AuthKitSession> ActiveOf(string userId)
    {
        lock (_lock)
        {
            return [.. _sessions.Values.Where(session => session.UserId == userId && !session.IsOver(clock.GetUtcNow()))];
        }
    }

    public string IssueRefreshToken(AuthKitSession session)
    {
        var token = SandboxIds.NewSecret();
        lock (_lock)
        {
            _refreshTokens[token] = new(session);
        }

        return token;
    }

    /// <summary>Exchanges a refresh token if <paramref name="refusal"/> returns null. After a refusal, the token can still be exchanged.</summary>
    public AuthKitResult Exchange(
        string refreshToken, string? organizationId, Func<AuthKitSession, AuthKitResult?> refusal, Func<AuthKitSession, AuthKitResult> exchange)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (!_refreshTokens.TryGetValue(refreshToken, out var token))
            {
                return AuthKitResult.OAuthError("invalid_grant", "Invalid refresh token.");
            }

            if (token.Session.IsOver(now))
            {
                return AuthKitResult.OAuthError("invalid_grant", "Session has already ended.");
            }

            if (refusal(token.Session) is { } refused)
            {
                return refused;
            }

            if (token.IsExchanged)
            {
                return token.Replay(organizationId, now, options)
                    ?? AuthKitResult.OAuthError("invalid_grant", "Refresh token already exchanged.");
            }

            token.Session.Updated = now;
            var answer = exchange(token.Session);
            token.Exchange(organizationId, now, answer);
            return answer;
        }
    }

    /// <summary>False if there is no such session, or it has already ended.</summary>
    public bool End(string id)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(id, out var session) || session.Ended)
            {
                return false;
            }

            session.Ended = true;
            session.Updated = clock.GetUtcNow();
            return true;
        }
    }

    public void EndAllOf(string userId)
    {
        lock (_lock)
        {
            foreach (var session in _sessions.Values.Where(session => session.UserId == userId))
            {
                session.Ended = true;
            }
        }
    }
}
