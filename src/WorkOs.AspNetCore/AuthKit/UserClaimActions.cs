using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Which claims a user becomes; those of the session come from the access token.</summary>
internal static class UserClaimActions
{
    public static void MapWorkOsUser(this ClaimActionCollection actions)
    {
        actions.MapText(ClaimTypes.Name, JsonPerson.NameOf);
        actions.MapText(ClaimTypes.Email, user => user.GetStringOrNull("email"));
        actions.MapText(ClaimTypes.GivenName, user => user.GetStringOrNull("first_name"));
        actions.MapText(ClaimTypes.Surname, user => user.GetStringOrNull("last_name"));
        actions.MapText(WorkOsClaimTypes.Picture, user => user.GetStringOrNull("profile_picture_url"));
        actions.MapText(WorkOsClaimTypes.ExternalId, user => user.GetStringOrNull("external_id"));
        actions.MapText(WorkOsClaimTypes.EmailVerified, EmailVerifiedOf);
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
