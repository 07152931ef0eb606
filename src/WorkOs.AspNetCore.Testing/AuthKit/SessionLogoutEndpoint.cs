using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /user_management/sessions/logout</c>.</summary>
internal sealed class SessionLogoutEndpoint(AuthKitEnvironment authKit)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["session_id"] is not [{ Length: > 0 } sessionId])
        {
            await context.WriteMessageAsync(StatusCodes.Status422UnprocessableEntity, "session_id is required.");
            return;
        }

        authKit.Sessions.End(sessionId);
        if (query["return_to"] is [{ Length: > 0 } returnTo] && authKit.SignOutRedirects.Allows(returnTo))
        {
            context.Response.Redirect(returnTo);
        }
        else if (authKit.Options.DefaultSignOutRedirect is { } fallback)
        {
            context.Response.Redirect(fallback.AbsoluteUri);
        }
        else
        {
            await context.WritePageAsync(StatusCodes.Status404NotFound, "You are signed out", Html.Of(
                $"""
                <p>There is no way back to the application: the return_to was missing or is not one of the sign-out redirects,
                and no default sign-out redirect is set.</p>
                """));
        }
    }
}
