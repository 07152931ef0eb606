namespace WorkOs.AspNetCore.Testing;

/// <summary>The refresh tokens of Connect applications. Each can be exchanged once, by the application that it was issued to.</summary>
internal sealed class ConnectRefreshTokens(bool reuseEndsGrant)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _tokens = new(StringComparer.Ordinal);

    public string Issue(ConnectGrant grant) => Issue(new Family(grant));

    /// <summary>The grant of a refresh token that can be exchanged now, or null.</summary>
    public ConnectGrant? Find(string token)
    {
        lock (_lock)
        {
            return _tokens.TryGetValue(token, out var entry) && !entry.IsSpent && entry.Family.IsAlive ? entry.Family.Grant : null;
        }
    }

    /// <summary>The application that a refresh token was issued to, even if the token is no longer valid.</summary>
    public string? ClientOf(string token)
    {
        lock (_lock)
        {
            return _tokens.GetValueOrDefault(token)?.Family.Grant.Consent.ClientId;
        }
    }

    /// <summary>
    /// Exchanges the token if <paramref name="refusal"/> returns null for its grant. After a refusal, the token can still be exchanged. Grant and
    /// refusal are null if the token is unknown, exchanged, revoked, or of another application.
    /// </summary>
    public (string? Next, ConnectGrant? Grant, T? Refused) Exchange<T>(string token, string clientId, Func<ConnectGrant, T?> refusal)
        where T : class
    {
        lock (_lock)
        {
            if (!_tokens.TryGetValue(token, out var entry) || entry.Family.Grant.Consent.ClientId != clientId)
            {
                return default;
            }

            if (entry.IsSpent)
            {
                entry.Family.HasEnded |= reuseEndsGrant;
                return default;
            }

            if (!entry.Family.IsAlive)
            {
                return default;
            }

            if (refusal(entry.Family.Grant) is { } refused)
            {
                return (null, null, refused);
            }

            entry.IsSpent = true;
            return (Issue(entry.Family), entry.Family.Grant, null);
        }
    }

    /// <summary>Revokes the token, and all tokens that were issued for the same grant by exchange.</summary>
    public void Revoke(string token)
    {
        lock (_lock)
        {
            if (_tokens.TryGetValue(token, out var entry))
            {
                entry.Family.HasEnded = true;
            }
        }
    }

    private string Issue(Family family)
    {
        var token = SandboxIds.NewSecret();
        lock (_lock)
        {
            _tokens[token] = new(family);
        }

        return token;
    }

    private sealed class Family(ConnectGrant grant)
    {
        public ConnectGrant Grant { get; } = grant;

        public bool HasEnded { get; set; }

        public bool IsAlive => !HasEnded && !Grant.Consent.IsWithdrawn;
    }

    private sealed class Entry(Family family)
    {
        public Family Family { get; } = family;

        public bool IsSpent { get; set; }
    }
}
