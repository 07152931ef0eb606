using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Maps the user to claims. The claims of the session come from the access token.</summary>
internal static class UserClaimActions
{
    public static void MapWorkOsUser(this ClaimActionCollection actions)
    {
        actions.MapCustomJson(ClaimTypes.Name, JsonPerson.NameOf);
        actions.MapCustomJson(ClaimTypes.Email, user => user.GetStringOrNull("email"));
        actions.MapCustomJson(ClaimTypes.GivenName, user => user.GetStringOrNull("first_name"));
        actions.MapCustomJson(ClaimTypes.Surname, user => user.GetStringOrNull("last_name"));
        actions.MapCustomJson(WorkOsClaimTypes.Picture, user => user.GetStringOrNull("profile_picture_url"));
        actions.MapCustomJson(WorkOsClaimTypes.ExternalId, user => user.GetStringOrNull("external_id"));
        actions.MapCustomJson(WorkOsClaimTypes.EmailVerified, user =>
            user.TryGetProperty("email_verified", out var verified) && verified.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? verified.GetRawText()
                : null);
    }
}
