using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /user_management/users/{id}/sessions</c>: the sessions of a user that have not ended.</summary>
internal sealed class UserSessionsEndpoint(AuthKitEnvironment authKit)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await ListPage.ReadAsync(context) is { } page)
        {
            var now = authKit.Environment.Clock.GetUtcNow();
            await context.WriteJsonAsync(
                StatusCodes.Status200OK,
                page.Of(authKit.Sessions.ActiveOf(context.RouteId()), session => session.Id, session => session.ToJson(now)));
        }
    }
}
