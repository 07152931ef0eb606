using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The user and membership objects of the user management API.</summary>
internal static class AuthKitUser
{
    public static JsonObject User(WorkOsSandboxPerson person, DateTimeOffset created, DateTimeOffset? lastSignIn = null) => new()
    {
        ["object"] = "user",
        ["id"] = person.UserId,
        ["email"] = person.Email,
        ["email_verified"] = true,
        ["first_name"] = person.FirstName,
        ["last_name"] = person.LastName,
        ["name"] = person.Name,
        ["profile_picture_url"] = null,
        ["external_id"] = null,
        ["metadata"] = new JsonObject(),
        ["last_sign_in_at"] = lastSignIn?.ToWorkOsTime(),
        ["locale"] = null,
        ["created_at"] = created.ToWorkOsTime(),
        ["updated_at"] = created.ToWorkOsTime(),
    };

    public static JsonObject Membership(WorkOsSandboxPerson person, SandboxOrganization organization, DateTimeOffset created) => new()
    {
        ["object"] = "organization_membership",
        ["id"] = SandboxIds.Derive("om_", person.UserId, organization.Id),
        ["user_id"] = person.UserId,
        ["organization_id"] = organization.Id,
        ["organization_name"] = organization.Name,
        ["role"] = new JsonObject { ["slug"] = person.MembershipRoles[0] },
        ["roles"] = new JsonArray([.. person.MembershipRoles.Select(role => new JsonObject { ["slug"] = role })]),
        ["status"] = "active",
        ["created_at"] = created.ToWorkOsTime(),
        ["updated_at"] = created.ToWorkOsTime(),
    };
}
