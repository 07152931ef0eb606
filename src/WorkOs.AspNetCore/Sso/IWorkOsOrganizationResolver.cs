namespace WorkOs.AspNetCore;

/// <summary>
/// Finds the organization to which the users of an e-mail domain belong. Register an implementation before or after <c>AddWorkOs</c> to use the app's
/// own records. The default implementation uses <see cref="WorkOsOptions.Domains"/>, and then looks up the organizations at WorkOS that have verified
/// the domain.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/organization"/>.</remarks>
public interface IWorkOsOrganizationResolver
{
    /// <summary>Finds the organization.</summary>
    /// <param name="context">The domain, the scheme and the request.</param>
    /// <returns>The id of the organization (<c>org_…</c>), or <see langword="null"/> if no organization has the domain.</returns>
    ValueTask<string?> FindOrganizationAsync(WorkOsOrganizationContext context);
}
