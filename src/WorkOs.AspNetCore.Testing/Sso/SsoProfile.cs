using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The profile object of the single sign-on API.</summary>
internal static class SsoProfile
{
    public static JsonObject Of(SandboxDirectory directory, WorkOsSandboxPerson person)
    {
        var profile = new JsonObject
        {
            ["object"] = "profile",
            ["id"] = person.ProfileId,
            ["organization_id"] = person.OrganizationId,
            ["connection_id"] = person.ConnectionId,
            ["connection_type"] = directory.Connection(person.ConnectionId)?.Type ?? ConnectionSelector.ProviderOf(person.ConnectionId),
            ["idp_id"] = person.IdpId,
            ["email"] = person.Email,
            ["first_name"] = person.FirstName,
            ["last_name"] = person.LastName,
            ["name"] = person.Name,
            ["role"] = null,
            ["roles"] = null,
            ["groups"] = person.Groups.ToJsonArray(),
            ["custom_attributes"] = person.CustomAttributes.DeepClone(),
            ["raw_attributes"] = new JsonObject(),
        };
        if (person.Roles.Count > 0)
        {
            profile["role"] = new JsonObject { ["slug"] = person.Roles[0] };
            profile["roles"] = new JsonArray([.. person.Roles.Select(role => new JsonObject { ["slug"] = role })]);
        }

        return profile;
    }
}
