namespace WorkOs.AspNetCore;

/// <summary>
/// The context of <see cref="WorkOsSessionEvents.RefreshFailed"/>: a session that could not be refreshed, or not moved to another organization, and
/// continues unchanged.
/// </summary>
/// <param name="scheme">The scheme that signed in.</param>
/// <param name="options">The options of the scheme.</param>
/// <param name="services">The services for the handler of the event.</param>
/// <param name="failure">What failed.</param>
public sealed class WorkOsRefreshFailedContext(
    AuthenticationScheme scheme, WorkOsSessionOptions options, IServiceProvider services, WorkOsAuthenticationException failure)
{
    /// <summary>The scheme that signed in.</summary>
    public AuthenticationScheme Scheme { get; } = scheme;

    /// <summary>The options of the scheme.</summary>
    public WorkOsSessionOptions Options { get; } = options;

    /// <summary>
    /// The services of a separate scope: several requests may wait for one refresh, and all of them may have ended when it fails.
    /// </summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>
    /// What failed: <see cref="WorkOsFailureCodes.TokenExchangeUnavailable"/>, <see cref="WorkOsFailureCodes.TokenResponseInvalid"/> or
    /// <see cref="WorkOsFailureCodes.OrganizationSwitchRejected"/>, with status and code of WorkOS's answer.
    /// </summary>
    public WorkOsAuthenticationException Failure { get; } = failure;
}
