namespace WorkOs.AspNetCore;

/// <summary>The arguments of a lookup with <see cref="IWorkOsOrganizationResolver"/>.</summary>
public sealed class WorkOsOrganizationContext
{
    /// <summary>Creates the context, for example in a unit test of a resolver.</summary>
    /// <param name="scheme">The scheme of the lookup.</param>
    /// <param name="domain">The domain, in lower case and ASCII.</param>
    /// <param name="httpContext">The request.</param>
    /// <param name="cancellationToken">Cancelled when the browser disconnects.</param>
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

    /// <summary>The scheme of the lookup. Each scheme has its own WorkOS environment.</summary>
    public AuthenticationScheme Scheme { get; }

    /// <summary>The domain, in lower case and ASCII.</summary>
    public string Domain { get; }

    /// <summary>The request of the lookup, for example a challenge.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Cancelled when the browser disconnects.</summary>
    public CancellationToken CancellationToken { get; }
}
