namespace WorkOs.AspNetCore.Testing;

/// <summary>Sessions and their refresh tokens: each is good for one refresh.</summary>
internal sealed class AuthKitSessions(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AuthKitSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuthKitSession> _refreshTokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> _exchanged = new(StringComparer.Ordinal);

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

    public string IssueRefreshToken(AuthKitSession session)
    {
        var token = SandboxIds.NewSecret();
        lock (_lock)
        {
            _refreshTokens[token] = session;
        }

        return token;
    }

    /// <summary>
    /// Exchanges a refresh token when <paramref name="accept"/> finds nothing against it; a refusal leaves the token good.
    /// </summary>
    public (AuthKitSession? Session, AuthKitResult? Refusal) Exchange(string refreshToken, Func<AuthKitSession, AuthKitResult?> accept)
    {
        lock (_lock)
        {
            if (_exchanged.Contains(refreshToken))
            {
                return (null, AuthKitResult.OAuthError("invalid_grant", "Refresh token already exchanged."));
            }

            if (!_refreshTokens.TryGetValue(refreshToken, out var session))
            {
                return (null, AuthKitResult.OAuthError("invalid_grant", "Invalid refresh token."));
            }

            if (session.IsOver(clock.GetUtcNow()))
            {
                return (null, AuthKitResult.OAuthError("invalid_grant", "Session has already ended."));
            }

            if (accept(session) is { } refusal)
            {
                return (null, refusal);
            }

            _refreshTokens.Remove(refreshToken);
            _exchanged.Add(refreshToken);
            return (session, null);
        }
    }

    /// <summary>False when there is no such session, or it had ended.</summary>
    public bool End(string id)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(id, out var session) || session.Ended)
            {
                return false;
            }

            session.Ended = true;
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
