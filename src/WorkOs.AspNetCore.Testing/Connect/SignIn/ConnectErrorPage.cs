using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /oauth2/error</c>: the page for errors that must not be redirected to the application. Its status is 200, as at WorkOS.</summary>
internal static class ConnectErrorPage
{
    public static string UrlOf(string error) => $"{WorkOsSandboxEndpoints.ConnectError}?error={error}";

    public static Task HandleAsync(HttpContext context) => context.RefuseAsync(
        context.Request.Query["error"] == "application_not_found"
            ? "No Connect application has this client_id. The client id of the environment is another one."
            : "The redirect_uri is not one of the application's redirect URIs.",
        StatusCodes.Status200OK);
}
