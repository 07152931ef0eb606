namespace WorkOs.AspNetCore;

/// <summary>What an <see cref="IWorkOsOrganizationResolver"/> is asked.</summary>
public sealed class WorkOsOrganizationContext
{
    /// <summary>Creates the question, for example in a unit test of a resolver.</summary>
    /// <param name="scheme">The scheme that asks.</param>
    /// <param name="domain">The domain, in lower case and ASCII.</param>
    /// <param name="httpContext">The request.</param>
    /// <param name="cancellationToken">Cancelled when the browser leaves.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public WorkOsOrganizationContext(AuthenticationScheme scheme, string domain, HttpContext httpContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(httpContext);
        Scheme = scheme;
        Domain = domain;
        HttpContext = httpContext;
        CancellationToken = cancellationToken;
    }

    /// <summary>The scheme that asks; each has its own WorkOS environment.</summary>
    public AuthenticationScheme Scheme { get; }

    /// <summary>The domain, in lower case and ASCII.</summary>
    public string Domain { get; }

    /// <summary>The request that challenged.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Cancelled when the browser leaves.</summary>
    public CancellationToken CancellationToken { get; }
}
