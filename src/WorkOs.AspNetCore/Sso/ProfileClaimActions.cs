using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Which claims a profile becomes. Nothing is promised by WorkOS but the id, so everything else may be missing or null.</summary>
internal static class ProfileClaimActions
{
    public static void MapWorkOsProfile(this ClaimActionCollection actions)
    {
        actions.MapText(ClaimTypes.NameIdentifier, profile => profile.GetStringOrNull("id"));
        actions.MapText(ClaimTypes.Name, JsonPerson.NameOf);
        actions.MapText(ClaimTypes.Email, profile => profile.GetStringOrNull("email"));
        actions.MapText(ClaimTypes.GivenName, profile => profile.GetStringOrNull("first_name"));
        actions.MapText(ClaimTypes.Surname, profile => profile.GetStringOrNull("last_name"));
        actions.MapText(WorkOsClaimTypes.OrganizationId, profile => profile.GetStringOrNull("organization_id"));
        actions.MapText(WorkOsClaimTypes.ConnectionId, profile => profile.GetStringOrNull("connection_id"));
        actions.MapText(WorkOsClaimTypes.ConnectionType, profile => profile.GetStringOrNull("connection_type"));
        actions.MapText(WorkOsClaimTypes.IdpId, profile => profile.GetStringOrNull("idp_id"));
        actions.MapText(WorkOsClaimTypes.Picture, PictureOf);
        actions.Add(new ValuesClaimAction(ClaimTypes.Role, RolesOf));
        actions.Add(new ValuesClaimAction(WorkOsClaimTypes.Group, GroupsOf));
    }

    // raw_attributes is deprecated and may come empty; a custom attribute is how an app asks for a picture today.
    private static string? PictureOf(JsonElement profile) =>
        profile.GetObjectOrNull("custom_attributes")?.GetStringOrNull("picture")
        ?? profile.GetObjectOrNull("raw_attributes")?.GetStringOrNull("picture");

    private static IEnumerable<string> RolesOf(JsonElement profile)
    {
        var first = profile.GetObjectOrNull("role")?.GetStringOrNull("slug");
        var all = profile.GetItems("roles").Select(role => role.GetStringOrNull("slug"));
        return all.Prepend(first).OfType<string>();
    }

    private static IEnumerable<string> GroupsOf(JsonElement profile) => profile.GetItems("groups")
        .Where(group => group.ValueKind == JsonValueKind.String)
        .Select(group => group.GetString())
        .OfType<string>()
        .Where(group => !string.IsNullOrWhiteSpace(group));
}
