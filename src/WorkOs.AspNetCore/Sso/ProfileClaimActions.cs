using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Maps a profile to claims. WorkOS guarantees only the id, so every other property may be missing or null.</summary>
internal static class ProfileClaimActions
{
    public static void MapWorkOsProfile(this ClaimActionCollection actions)
    {
        actions.MapCustomJson(ClaimTypes.NameIdentifier, profile => profile.GetStringOrNull("id"));
        actions.MapCustomJson(ClaimTypes.Name, JsonPerson.NameOf);
        actions.MapCustomJson(ClaimTypes.Email, profile => profile.GetStringOrNull("email"));
        actions.MapCustomJson(ClaimTypes.GivenName, profile => profile.GetStringOrNull("first_name"));
        actions.MapCustomJson(ClaimTypes.Surname, profile => profile.GetStringOrNull("last_name"));
        actions.MapCustomJson(WorkOsClaimTypes.OrganizationId, profile => profile.GetStringOrNull("organization_id"));
        actions.MapCustomJson(WorkOsClaimTypes.ConnectionId, profile => profile.GetStringOrNull("connection_id"));
        actions.MapCustomJson(WorkOsClaimTypes.ConnectionType, profile => profile.GetStringOrNull("connection_type"));
        actions.MapCustomJson(WorkOsClaimTypes.IdpId, profile => profile.GetStringOrNull("idp_id"));

        // raw_attributes is deprecated and may be empty. Apps now request a picture as a custom attribute.
        actions.MapCustomJson(WorkOsClaimTypes.Picture, profile =>
            profile.GetObjectOrNull("custom_attributes")?.GetStringOrNull("picture")
            ?? profile.GetObjectOrNull("raw_attributes")?.GetStringOrNull("picture"));
        actions.Add(new ValuesClaimAction(ClaimTypes.Role, profile => profile.GetItems("roles")
            .Select(role => role.GetStringOrNull("slug"))
            .Prepend(profile.GetObjectOrNull("role")?.GetStringOrNull("slug"))));
        actions.Add(new ValuesClaimAction(WorkOsClaimTypes.Group, profile => profile.GetItems("groups")
            .Select(group => group.ValueKind == JsonValueKind.String ? group.GetString() : null)));
    }
}
