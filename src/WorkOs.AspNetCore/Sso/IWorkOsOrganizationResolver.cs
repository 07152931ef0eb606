namespace WorkOs.AspNetCore;

/// <summary>
/// Tells which organization the users of an e-mail domain belong to. Register one before or after <c>AddWorkOs</c> to
/// answer from the app's own records; the default looks into <see cref="WorkOsOptions.Domains"/> and then asks WorkOS
/// for organizations that have verified the domain.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/organization"/>.</remarks>
public interface IWorkOsOrganizationResolver
{
    /// <summary>Finds the organization.</summary>
    /// <param name="context">The domain, and who asks.</param>
    /// <returns>The id of the organization (<c>org_…</c>), or <see langword="null"/> when no organization has the domain.</returns>
    ValueTask<string?> FindOrganizationAsync(WorkOsOrganizationContext context);
}
