namespace WorkOs.AspNetCore;

/// <summary>
/// For the page at <see cref="WorkOsAuthKitOptions.OrganizationSelectionPath"/>: what a user may choose from, and how
/// the sign-in goes on. Get it from dependency injection; a unit test derives its own. A selection waits for ten minutes, in the
/// browser that started the sign-in, until it is used or a user signs in or out there.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication/organization-selection"/>.</remarks>
public abstract class WorkOsAuthKitOrganizationSelection
{
    /// <summary>The organizations that the user of this request may choose from; empty when no sign-in waits for that.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The organizations, as WorkOS lists them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public abstract IReadOnlyList<WorkOsAuthKitOrganization> GetChoices(HttpContext context);

    /// <summary>
    /// Goes on with the sign-in: signs the user in to the organization and writes a redirect to the return URL, or,
    /// where WorkOS refuses, to the app's error page.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="organizationId">What the user chose. Anything that was not offered is refused.</param>
    /// <returns>
    /// Whether the response has been written. <see langword="false"/> when no sign-in waits, or the organization was not
    /// offered: show the page again, or start a new sign-in.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public abstract Task<bool> SelectAsync(HttpContext context, string organizationId);
}
