using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /sso/logout/authorize</c> and <c>GET /sso/logout</c>.</summary>
internal sealed class SsoLogoutEndpoint(SandboxEnvironment environment)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

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
            var token = SandboxIds.NewSecret();
            _tokens[token] = environment.Clock.GetUtcNow() + Lifetime;
            await context.WriteJsonAsync(StatusCodes.Status200OK, new()
            {
                ["logout_url"] = environment.Url($"{WorkOsSandboxEndpoints.SsoLogout}?token={token}").AbsoluteUri,
                ["logout_token"] = token,
            });
        }
    }

    public Task LogoutAsync(HttpContext context) =>
        _tokens.TryRemove(context.Request.Query["token"].ToString(), out var expires) && environment.Clock.GetUtcNow() < expires
            ? context.WritePageAsync(
                StatusCodes.Status200OK, "You are signed out", Html.Of($"<p>The session at the identity provider has ended. You can close this page.</p>"))
            : context.RefuseAsync("This sign-out link is not valid, or was used before.", StatusCodes.Status404NotFound);
}
