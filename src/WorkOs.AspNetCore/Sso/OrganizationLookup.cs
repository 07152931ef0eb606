namespace WorkOs.AspNetCore;

/// <summary>Asks a resolver, and tells its failures apart from its answers.</summary>
internal static class OrganizationLookup
{
    /// <summary>The organization of a domain; <see langword="null"/> when no organization has it.</summary>
    /// <param name="resolver">The resolver of the request.</param>
    /// <param name="scheme">The scheme that asks.</param>
    /// <param name="domain">The domain, as <see cref="DomainName.Normalize"/> has it.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WorkOsAuthenticationException">The resolver cannot tell, or threw.</exception>
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
