namespace WorkOs.AspNetCore.Testing;

/// <summary>A refresh token and the response to its exchange.</summary>
internal sealed class AuthKitRefreshToken(AuthKitSession session)
{
    private (string? OrganizationId, DateTimeOffset Time, AuthKitResult Answer)? _exchange;

    public AuthKitSession Session { get; } = session;

    public bool IsExchanged => _exchange is not null;

    public void Exchange(string? organizationId, DateTimeOffset time, AuthKitResult answer) => _exchange = (organizationId, time, answer);

    /// <summary>The response to the first exchange within the replay window, otherwise null.</summary>
    public AuthKitResult? Replay(string? organizationId, DateTimeOffset now, WorkOsSandboxAuthKitOptions options) =>
        _exchange is { } exchange
        && now - exchange.Time < options.RefreshTokenReplayWindow
        && (organizationId == exchange.OrganizationId || options.ReplayRefreshForOtherOrganizations)
            ? exchange.Answer
            : null;
}
