namespace WorkOs.AspNetCore;

/// <summary>
/// The context of <see cref="WorkOsSessionEvents.RefreshingSession"/>: a session that has been refreshed, before it is stored. The claims that the
/// app adds to or removes from <see cref="Identity"/> are added to or removed from the session.
/// </summary>
/// <param name="scheme">The scheme that signed in.</param>
/// <param name="options">The options of the scheme.</param>
/// <param name="services">The services for the handler of the event.</param>
/// <param name="identity">The user with the new claims.</param>
/// <param name="properties">The properties of the session.</param>
/// <param name="user">WorkOS's user.</param>
public sealed class WorkOsRefreshingSessionContext(
    AuthenticationScheme scheme, WorkOsSessionOptions options, IServiceProvider services, ClaimsIdentity identity, AuthenticationProperties properties, JsonElement user)
{
    /// <summary>The scheme that signed in.</summary>
    public AuthenticationScheme Scheme { get; } = scheme;

    /// <summary>The options of the scheme.</summary>
    public WorkOsSessionOptions Options { get; } = options;

    /// <summary>
    /// The services of a separate scope: several requests may wait for one refresh, and all of them may have ended when it completes.
    /// </summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>
    /// The user: the claims that WorkOS sent with this refresh, and those that the app added before, unless
    /// <see cref="OrganizationChanged"/>.
    /// </summary>
    public ClaimsIdentity Identity { get; } = identity;

    /// <summary>The properties of the session.</summary>
    public AuthenticationProperties Properties { get; } = properties;

    /// <summary>WorkOS's user, as <c>OnCreatingTicket</c> sees it.</summary>
    public JsonElement User { get; } = user;

    /// <summary>The organization that the session is in now; <see langword="null"/> when in none.</summary>
    public string? Organization => Identity.FindFirst(WorkOsClaimTypes.OrganizationId)?.Value;

    /// <summary>The organization that the session was in before; <see langword="null"/> (the default) when in none.</summary>
    public string? PreviousOrganization { get; init; }

    /// <summary>
    /// Whether the session has moved to another organization. The claims that the app added for the previous organization have been removed: add
    /// those of the new one.
    /// </summary>
    public bool OrganizationChanged => Organization != PreviousOrganization;

    /// <summary>The reason for which the app ends the session; <see langword="null"/> (the default) if the session continues.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Ends the session: the user has to sign in again.</summary>
    /// <param name="failureMessage">The reason, for the log: must not contain secrets or personal data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failureMessage"/> is null.</exception>
    public void Fail(string failureMessage)
    {
        ArgumentNullException.ThrowIfNull(failureMessage);
        Fail(new AuthenticationFailureException(failureMessage));
    }

    /// <summary>Ends the session: the user has to sign in again.</summary>
    /// <param name="failure">The reason, for the log: its messages must not contain secrets or personal data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is null.</exception>
    public void Fail(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Failure = failure;
    }
}
