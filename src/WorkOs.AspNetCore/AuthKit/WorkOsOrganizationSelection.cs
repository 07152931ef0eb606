using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// For the page at <see cref="WorkOsAuthKitOptions.OrganizationSelectionPath"/>: what a person may choose from, and how
/// their sign-in goes on. Get it from dependency injection. A selection waits for ten minutes, in the browser that started the
/// sign-in, until it is used or anybody signs in or out there.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication/organization-selection"/>.</remarks>
public sealed class WorkOsOrganizationSelection
{
    private readonly PendingSelectionCookie _cookie;
    private readonly IAuthenticationHandlerProvider _handlers;

    internal WorkOsOrganizationSelection(PendingSelectionCookie cookie, IAuthenticationHandlerProvider handlers)
    {
        _cookie = cookie;
        _handlers = handlers;
    }

    /// <summary>The organizations that the person of this request may choose from; empty when no sign-in waits for that.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public IReadOnlyList<WorkOsOrganizationChoice> GetChoices(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _cookie.Read(context) is { } pending && pending.Session == SessionFingerprint.Of(context.User) ? pending.Organizations : [];
    }

    /// <summary>
    /// Goes on with the sign-in: signs the person in to the organization and writes a redirect to the return URL, or,
    /// where WorkOS refuses, to the app's error page.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="organizationId">What the person chose. Anything that was not offered is refused.</param>
    /// <returns>
    /// Whether the response has been written. <see langword="false"/> when no sign-in waits, or the organization was not
    /// offered: show the page again, or start a new sign-in.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public async Task<bool> SelectAsync(HttpContext context, string organizationId)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(organizationId);
        if (_cookie.Read(context) is not { } pending
            || !pending.Offers(organizationId)
            || pending.Session != await SessionFingerprint.ReadAsync(context)
            || await _handlers.GetHandlerAsync(context, pending.Scheme) is not WorkOsAuthKitHandler handler
            || !handler.Options.Enabled
            || handler.Options.ClientId != pending.ClientId
            || !_cookie.TryEnd(context, pending))
        {
            return false;
        }

        await handler.CompleteSelectionAsync(pending, organizationId);
        return true;
    }
}
