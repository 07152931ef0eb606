using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /sso/logout/authorize</c> and <c>GET /sso/logout</c>.</summary>
internal sealed class SsoLogoutEndpoint(SandboxEnvironment environment)
{
    private readonly ShortLived<string> _tokens = new(environment.Clock);

    public async Task AuthorizeAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(environment) || await RequestFields.ReadAsync(context) is not { } fields)
        {
            return;
        }

        if (environment.Directory.Profile(fields["profile_id"]) is not { } person)
        {
            await context.WriteMessageAsync(StatusCodes.Status404NotFound, "Could not find the profile.");
        }
        else if (environment.Directory.Connection(person.ConnectionId) is not { AllowsSingleLogout: true })
        {
            await context.WriteOAuthErrorAsync("connection_invalid", "Single Logout is only supported for GenericOIDC connections.");
        }
        else
        {
            var token = _tokens.Add(SandboxIds.NewSecret(), person.ProfileId);
            await context.WriteJsonAsync(StatusCodes.Status200OK, new()
            {
                ["logout_url"] = environment.Url($"{WorkOsSandboxEndpoints.SsoLogout}?token={token}").AbsoluteUri,
                ["logout_token"] = token,
            });
        }
    }

    public Task LogoutAsync(HttpContext context) =>
        _tokens.Take(context.Request.Query["token"].ToString()) is not null
            ? context.WritePageAsync(
                StatusCodes.Status200OK, "You are signed out", Html.Of(
                $"""
                <p>The session at the identity provider has ended. WorkOS names no page to return to: where a browser stays is the identity provider's matter.</p>
                {Back()}
                """))
            : context.RefuseAsync("This sign-out link is not valid, or was used before.", StatusCodes.Status404NotFound);

    // A link to the application, like the application's tile at an identity provider. The sandbox takes the address from its sign-in settings.
    private Html Back() => (environment.SignInEndpoint ?? environment.DefaultRedirectUri)?.GetLeftPart(UriPartial.Authority) is { } application
        ? Html.Of($"""<p><a href="{application}/">Return to the application</a></p>""")
        : Html.Empty;
}
