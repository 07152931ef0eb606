namespace WorkOs.AspNetCore;

/// <summary>Reads the pending selection from the cookie of the browser, and completes it.</summary>
internal sealed class OrganizationSelection(
    PendingSelectionCookie cookie, IAuthenticationHandlerProvider handlers, AuthKitProduct product, RemoteSteps<WorkOsAuthKitOptions> steps)
    : WorkOsAuthKitOrganizationSelection
{
    public override IReadOnlyList<WorkOsAuthKitOrganization> GetChoices(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return cookie.Read(context) is { } pending && pending.Session == SessionFingerprint.Of(context.User) ? pending.Organizations : [];
    }

    public override async Task<bool> SelectAsync(HttpContext context, string organizationId)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(organizationId);
        if (cookie.Read(context) is not { } pending
            || !pending.Offers(organizationId)
            || pending.Session != await SessionFingerprint.ReadAsync(context)
            || await handlers.GetHandlerAsync(context, pending.Scheme) is not IRemoteHandler { CurrentRequest: var request }
            || request.Options is not WorkOsAuthKitOptions { Enabled: true } options
            || options.ClientId != pending.ClientId
            || !cookie.TryEnd(context, pending))
        {
            return false;
        }

        var flow = pending.ToFlow();
        await steps.Callback.FinishAsync(request, flow, () => product.RedeemSelectionAsync(request, flow, pending.Token, organizationId));
        return true;
    }
}
