using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Maps the claims of an id_token, or of the userinfo endpoint's answer. The claims of the session come from the access token.</summary>
internal static class ConnectClaimActions
{
    public static void MapWorkOsIdToken(this ClaimActionCollection actions)
    {
        actions.MapCustomJson(ClaimTypes.Name, NameOf);
        actions.MapCustomJson(ClaimTypes.Email, user => user.GetStringOrNull("email"));
        actions.MapCustomJson(ClaimTypes.GivenName, user => user.GetStringOrNull("given_name"));
        actions.MapCustomJson(ClaimTypes.Surname, user => user.GetStringOrNull("family_name"));
        actions.MapCustomJson(WorkOsClaimTypes.Picture, user => user.GetStringOrNull("picture"));
        actions.MapCustomJson(WorkOsClaimTypes.EmailVerified, EmailVerifiedOf);
    }

    private static string? NameOf(JsonElement user)
    {
        var composed = string.Join(' ', new[] { user.GetStringOrNull("given_name"), user.GetStringOrNull("family_name") }.OfType<string>());
        return user.GetStringOrNull("name") ?? (composed.Length > 0 ? composed : null);
    }

    private static string? EmailVerifiedOf(JsonElement user) => user.TryGetProperty("email_verified", out var verified)
        ? verified.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        }
        : null;
}
