namespace WorkOs.AspNetCore;

/// <summary>
/// For the page at <see cref="WorkOsAuthKitOptions.OrganizationSelectionPath"/>: lists the organizations that a user can select, and continues the
/// sign-in. Get it from dependency injection; a unit test can derive its own. A selection is pending for ten minutes, in the browser that started the
/// sign-in, until it is used or a user signs in or out in that browser.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication/organization-selection"/>.</remarks>
public abstract class WorkOsAuthKitOrganizationSelection
{
    /// <summary>Returns the organizations that the user of this request can select; empty if no selection is pending.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The organizations, as WorkOS lists them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public abstract IReadOnlyList<WorkOsAuthKitOrganization> GetChoices(HttpContext context);

    /// <summary>
    /// Continues the sign-in: signs the user in to the organization and writes a redirect to the return URL or, if WorkOS refuses, to the app's error page.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="organizationId">The id of the selected organization. An organization that was not offered is refused.</param>
    /// <returns>
    /// Whether the response has been written. <see langword="false"/> if no selection is pending, or if the organization was not offered: show the
    /// page again, or start a new sign-in.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public abstract Task<bool> SelectAsync(HttpContext context, string organizationId);
}
