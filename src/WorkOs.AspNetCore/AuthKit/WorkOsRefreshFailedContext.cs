namespace WorkOs.AspNetCore;

/// <summary>A session that could not be refreshed, or not moved to another organization, and goes on as it was.</summary>
public sealed class WorkOsRefreshFailedContext
{
    internal WorkOsRefreshFailedContext(
        AuthenticationScheme scheme, WorkOsAuthKitOptions options, IServiceProvider services, WorkOsAuthenticationException failure)
    {
        Scheme = scheme;
        Options = options;
        Services = services;
        Failure = failure;
    }

    /// <summary>The AuthKit scheme.</summary>
    public AuthenticationScheme Scheme { get; }

    /// <summary>The options of the scheme.</summary>
    public WorkOsAuthKitOptions Options { get; }

    /// <summary>
    /// Services of a scope of its own: several requests may wait for one refresh, and none of them may be there any more
    /// when it fails.
    /// </summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// What failed: <see cref="WorkOsFailureCodes.TokenExchangeUnavailable"/>, <see cref="WorkOsFailureCodes.TokenResponseInvalid"/> or
    /// <see cref="WorkOsFailureCodes.OrganizationSwitchRejected"/>, with status and code of WorkOS's answer.
    /// </summary>
    public WorkOsAuthenticationException Failure { get; }
}
