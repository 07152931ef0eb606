using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /user_management/sessions/revoke</c>.</summary>
internal sealed class SessionRevokeEndpoint(AuthKitEnvironment authKit)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(authKit.Environment) || await RequestFields.ReadAsync(context) is not { } fields)
        {
            return;
        }

        if (fields["session_id"] is not { } id)
        {
            var missing = AuthKitResult.Missing("session_id");
            await context.WriteJsonAsync(missing.Status, missing.Body);
        }
        else if (authKit.Sessions.Find(id) is not { } session)
        {
            await context.WriteNotFoundAsync("Session", id);
        }
        else
        {
            await RevokeAsync(session, context.RequestAborted);
            await context.WriteJsonAsync(StatusCodes.Status200OK, session.ToJson(authKit.Environment.Clock.GetUtcNow()));
        }
    }

    /// <summary>Ignores a failed webhook: WorkOS revokes the session even if the application is not reachable.</summary>
    private async Task RevokeAsync(AuthKitSession session, CancellationToken cancellationToken)
    {
        try
        {
            await authKit.RevokeAsync(session, cancellationToken);
        }
        catch (HttpRequestException)
        {
        }
    }
}
