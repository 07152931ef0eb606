namespace WorkOs.AspNetCore;

/// <summary>A session that was found to have ended, with a request that carried it: its cookie is removed by now.</summary>
public sealed class WorkOsSessionEndedContext
{
    internal WorkOsSessionEndedContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsAuthKitOptions options, ClaimsPrincipal principal, WorkOsSessionEndReason reason)
    {
        HttpContext = context;
        Scheme = scheme;
        Options = options;
        Principal = principal;
        Reason = reason;
    }

    /// <summary>The request, which goes on unauthenticated.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>The AuthKit scheme that had signed in.</summary>
    public AuthenticationScheme Scheme { get; }

    /// <summary>The options of the scheme.</summary>
    public WorkOsAuthKitOptions Options { get; }

    /// <summary>The user of the session, as they were last.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>Why the session has ended.</summary>
    public WorkOsSessionEndReason Reason { get; }
}
