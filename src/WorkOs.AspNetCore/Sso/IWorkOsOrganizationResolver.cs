namespace WorkOs.AspNetCore;

/// <summary>
/// Tells which organization the people of an e-mail domain belong to. Register one before or after <c>AddWorkOs</c> to
/// answer from the app's own records; the default looks into <see cref="WorkOsOptions.Domains"/> and then asks WorkOS
/// for organizations that have verified the domain.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/organization"/>.</remarks>
public interface IWorkOsOrganizationResolver
{
    /// <summary>Finds the organization.</summary>
    /// <param name="domain">The domain, in lower case and ASCII.</param>
    /// <param name="authenticationScheme">The scheme that asks; each has its own WorkOS environment.</param>
    /// <param name="cancellationToken">Cancelled when the browser goes away.</param>
    /// <returns>The id of the organization (<c>org_…</c>), or <see langword="null"/> when no organization has the domain.</returns>
    ValueTask<string?> FindOrganizationAsync(string domain, string authenticationScheme, CancellationToken cancellationToken);
}
