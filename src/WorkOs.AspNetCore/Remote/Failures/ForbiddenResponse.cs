using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace WorkOs.AspNetCore;

/// <summary>
/// Answers a signed-in user who may not have what they asked for: on the app's error page or the built-in one,
/// instead of a redirect to <c>/Account/AccessDenied</c>, which an app that has only this package does not have. A page
/// that the app names in the cookie's <c>AccessDeniedPath</c> is where they go as always.
/// </summary>
internal static class ForbiddenResponse<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public static Func<RedirectContext<CookieAuthenticationOptions>, Task> For(string scheme) => context => WriteAsync(context, scheme);

    private static Task WriteAsync(RedirectContext<CookieAuthenticationOptions> context, string scheme)
    {
        if (!NavigationRequest.IsNavigation(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (context.Options.AccessDeniedPath != CookieAuthenticationDefaults.AccessDeniedPath)
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        var options = context.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<TOptions>>().Get(scheme);
        return EndpointFailure.WriteAsync(context.HttpContext, options, scheme, WorkOsFailureCodes.Forbidden);
    }
}
