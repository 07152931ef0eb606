namespace WorkOs.AspNetCore;

/// <summary>Calls an organization resolver, and converts its exceptions to failures of a sign-in.</summary>
internal static class OrganizationLookup
{
    /// <summary>The organization of a domain; <see langword="null"/> if no organization has the domain.</summary>
    /// <param name="resolver">The resolver of the request.</param>
    /// <param name="scheme">The scheme of the lookup.</param>
    /// <param name="domain">The domain, in the form of <see cref="DomainName.Normalize"/>.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WorkOsAuthenticationException">The resolver cannot determine the organization, or threw an exception.</exception>
    public static async ValueTask<string?> FindAsync(IWorkOsOrganizationResolver resolver, AuthenticationScheme scheme, string domain, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await resolver.FindOrganizationAsync(new(scheme, domain, http, cancellationToken));
        }
        catch (WorkOsApiException exception)
        {
            throw exception.ToFailure(WorkOsFailureCodes.OrganizationLookupFailed);
        }
        catch (Exception exception) when (exception is not WorkOsAuthenticationException && !cancellationToken.IsCancellationRequested)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.OrganizationLookupFailed,
                "The app's organization resolver threw; the inner exception says what.",
                exception);
        }
    }
}
