using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>Signs a user out, for a form with an antiforgery token or for a script that sends the token in a header.</summary>
internal sealed class SignOutEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(string scheme)
    where TOptions : WorkOsRemoteOptions
{
    public async Task HandleAsync(HttpContext context)
    {
        await context.AuthenticateAsync(OptionsOf(context).SignInScheme);
        if (context.Items.ContainsKey(UnreadableSession.Key))
        {
            // The session cannot be ended, so the response must not suggest that the user is signed out.
            await FailureResponse.WriteUnreadableSessionAsync(context);
        }

        // Not with RequestAborted: the user is signed out even if the browser disconnects.
        else if (await PostedToken.IsValidAsync(context, CancellationToken.None))
        {
            var properties = new AuthenticationProperties { RedirectUri = await ReturnUrlAsync(context) };
            var target = await SchemeOfSessionAsync(context);
            await SignOutAppAsync(context);
            await context.SignOutAsync(target, properties);
            await ScriptRedirect.WriteAsync(context);
        }
        else if (context.User.Identity?.IsAuthenticated == true)
        {
            await EndpointFailure.WriteAsync(context, OptionsOf(context), scheme, WorkOsFailureCodes.AntiforgeryFailed);
        }
        else
        {
            // A stale form of a user who has signed out in another tab: no session is left to end.
            context.Response.Redirect(context.Request.PathBase + "/");
            await ScriptRedirect.WriteAsync(context);
        }
    }

    // An app with several products has one sign-out endpoint, which signs out with the scheme that created the session.
    private async Task<string> SchemeOfSessionAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(OptionsOf(context).SignInScheme);
        if (session.Properties?.Items.TryGetValue(SignInState.SchemeKey, out var name) != true || name is null)
        {
            return scheme;
        }

        var handlers = context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        return await handlers.GetHandlerAsync(context, name) is IAuthenticationSignOutHandler ? name : scheme;
    }

    // Checked here, because the scheme that ends the session may not belong to this package.
    private async Task<string> ReturnUrlAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(CancellationToken.None) : null;
        var asked = form?["returnUrl"] is { Count: > 0 } posted ? posted : context.Request.Query["returnUrl"];
        var isAsked = asked is [{ Length: > 0 }];
        if (isAsked && ReturnUrlPolicy.Check(asked, OptionsOf(context)) is { } safe)
        {
            return safe;
        }

        if (isAsked)
        {
            Log.ReturnUrlRefused(EndpointFailure.LoggerOf(context), scheme);
        }

        return context.Request.PathBase + "/";
    }

    // If the remote scheme signs in to a cookie of its own, the app's session is in another cookie. ASP.NET Core Identity makes the remote scheme's
    // cookie the default for sign-in, and so for sign-out, while the session is in the cookie of the default authenticate scheme.
    private async Task SignOutAppAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        var defaults = new[] { await schemes.GetDefaultAuthenticateSchemeAsync(), await schemes.GetDefaultSignOutSchemeAsync() };
        foreach (var other in defaults.OfType<AuthenticationScheme>().DistinctBy(other => other.Name, StringComparer.Ordinal))
        {
            if (other.Name != scheme
                && other.Name != OptionsOf(context).SignInScheme
                && other.HandlerType.IsAssignableTo(typeof(IAuthenticationSignOutHandler)))
            {
                await context.SignOutAsync(other.Name);
            }
        }
    }

    private TOptions OptionsOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptionsMonitor<TOptions>>().Get(scheme);
}
