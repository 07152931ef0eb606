namespace WorkOs.AspNetCore;

/// <summary>One scheme of a product: its settings, its call to WorkOS, and its events.</summary>
internal interface ISessionScheme
{
    AuthenticationScheme Scheme { get; }

    WorkOsRemoteOptions Options { get; }

    TimeSpan RefreshBeforeExpiration { get; }

    TimeSpan OutageGracePeriod { get; }

    /// <summary>Asks WorkOS for new tokens. <see langword="null"/> when its answer cannot be used.</summary>
    /// <exception cref="WorkOsApiException">WorkOS refused, or could not be reached.</exception>
    Task<SessionGrant?> RefreshAsync(string refreshToken, string? organization);

    /// <summary>Tells the app that a session could not be refreshed, and goes on for now.</summary>
    Task RefreshFailedAsync(WorkOsAuthenticationException failure);

    /// <summary>Tells the app that the session of a request has ended.</summary>
    Task SessionEndedAsync(HttpContext context, ClaimsPrincipal user, WorkOsSessionEndReason reason);
}
