namespace WorkOs.AspNetCore;

/// <summary>
/// The session that came with the connection of a circuit, used from then on without a request. Bound to the connection, and to the cookie scheme,
/// the scheme, the WorkOS environment and the user (<see cref="SessionBinding"/>). It lives as long as the circuit; a session that has ended does
/// not become valid again.
/// </summary>
internal sealed class CircuitSession(
    AuthenticationTicket ticket,
    SessionBinding binding,
    SessionCheck check,
    SessionCache cache,
    ITicketMarks marks,
    TimeProvider time,
    ILogger<CircuitSession> logger)
{
    private static readonly AsyncLocal<CircuitSession?> Present = new();

    private volatile AuthenticationTicket _ticket = ticket;
    private volatile bool _isOver;

    /// <summary>
    /// The session of the connection whose call is running: an event of a component, or the start of a circuit; <see langword="null"/> in a
    /// request.
    /// </summary>
    public static CircuitSession? Current
    {
        get => Present.Value;
        set => Present.Value = value;
    }

    public SessionBinding Binding => binding;

    /// <summary>The ticket of the last check. Clone it before use.</summary>
    public AuthenticationTicket Ticket => _ticket;

    /// <summary>Ends the session for the circuit.</summary>
    public void End()
    {
        if (!_isOver)
        {
            _isOver = true;
            Log.CircuitSessionEnded(logger, binding.CookieScheme);
        }
    }

    /// <summary>Checks whether the session is still valid.</summary>
    public async Task<SessionVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        var verdict = _isOver ? new SessionVerdict.Over() : await check.RunAsync(_ticket, binding, cancellationToken);
        if (verdict is SessionVerdict.Lives { Ticket: var present })
        {
            _ticket = present;
        }
        else if (verdict is SessionVerdict.Over)
        {
            End();
        }

        return _isOver ? new SessionVerdict.Over() : verdict;
    }

    /// <summary>The access token, refreshed if it is about to expire.</summary>
    /// <param name="authenticationScheme">The scheme whose token is requested; <see langword="null"/> for the scheme of the session.</param>
    /// <param name="cancellationToken">Stops waiting; a refresh that has begun goes on.</param>
    public async Task<WorkOsAccessToken> GetAccessTokenAsync(string? authenticationScheme, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((authenticationScheme is not null && authenticationScheme != binding.Scheme)
            || await CheckAsync(cancellationToken) is SessionVerdict.Over
            || SessionState.Read(_ticket.Properties) is not { FollowsTokens: true } session)
        {
            return WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.NoSession);
        }

        if (session.AccessToken is not { Length: > 0 } token)
        {
            return WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.NotKept);
        }

        if (session.ExpiresAt > time.GetUtcNow())
        {
            return WorkOsAccessToken.Success(token, session.ExpiresAt);
        }

        if (check.FindStore(_ticket) is not null)
        {
            return WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.Unavailable);
        }

        Log.CircuitTokenInCookie(logger, binding.CookieScheme);
        return WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.InCookie);
    }

    /// <summary>
    /// Calls back when this machine changes the session: its end, the end of its user or organization, a switch to another organization, new
    /// tokens.
    /// </summary>
    public async ValueTask<IDisposable> WatchAsync(Action changed)
    {
        var present = _ticket;
        var names = await marks.FindNamesAsync(present);
        return cache.Watch(
            check.FindStore(present) is { } store ? [.. names, store.CacheNameOf(present.Properties.Items[StoredTicket.KeyItem]!)] : names, changed);
    }

    public override string ToString() => nameof(CircuitSession);
}
