using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>Creates the ticket from the redeemed code, and signs the user in with it.</summary>
internal sealed class SignInStep(WorkOsMetrics metrics)
{
    /// <exception cref="WorkOsAuthenticationException">
    /// An event handler of the app refused the user, or the user belongs to another organization than the options require.
    /// </exception>
    public async Task<bool> RunAsync(RemoteRequest request, SignInFlow flow, Redemption redeemed)
    {
        try
        {
            if (flow.Selector is { IsFromOutside: true } asked)
            {
                FromOutside.RequireOwnOrganization(asked, redeemed.Organization, request.Options);
            }

            var ticket = await CreateTicketAsync(request, flow, redeemed);
            ticket.Properties.RedirectUri = null;
            ticket.Properties.Items[SignInState.SchemeKey] = request.Scheme.Name;
            var received = new TicketReceivedContext(request.Http, request.Scheme, request.Options, ticket) { ReturnUri = flow.ReturnUrl };
            await request.Events.TicketReceived(received);
            if (received.Result is { Handled: true } or { Skipped: true })
            {
                return received.Result.Handled;
            }

            if (received.Result?.Failure is { } refusal)
            {
                throw Rejected(refusal);
            }

            var user = received.Principal!;
            await request.Http.SignInAsync(request.Options.SignInScheme, user, received.Properties);
            SessionCookieMistakes.Report(request, received.ReturnUri);
            metrics.SignedIn(request.Scheme.Name);
            if (request.Logger.IsEnabled(LogLevel.Debug))
            {
                Log.SignedIn(
                    request.Logger,
                    request.Scheme.Name,
                    user.FindFirstValue(WorkOsClaimTypes.OrganizationId),
                    user.FindFirstValue(WorkOsClaimTypes.ConnectionId));
            }

            request.Http.Response.Redirect(received.ReturnUri ?? request.RootUrl);
            return true;
        }
        catch
        {
            redeemed.Abandon?.Invoke();
            throw;
        }
    }

    private static async Task<AuthenticationTicket> CreateTicketAsync(RemoteRequest request, SignInFlow flow, Redemption redeemed)
    {
        var properties = SignInState.Begin(flow.App).App;
        foreach (var (key, value) in redeemed.Session.Items)
        {
            properties.Items[key] = value;
        }

        var context = new OAuthCreatingTicketContext(
            new ClaimsPrincipal(redeemed.Identity),
            properties,
            request.Http,
            request.Scheme,
            request.Options,
            request.Options.Backchannel,
            redeemed.Response,
            redeemed.User);
        context.RunClaimActions();
        await request.Events.CreatingTicket(context);
        return context.Result?.Failure is { } refusal
            ? throw Rejected(refusal)
            : new AuthenticationTicket(context.Principal!, context.Properties, request.Scheme.Name);
    }

    private static WorkOsAuthenticationException Rejected(Exception reason) => new(
        WorkOsFailureCodes.SignInRejected,
        "An event handler of the app refused the user; the inner exception is its reason.",
        reason);
}
