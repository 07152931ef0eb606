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
        ["email_verified"] = person.Account.IsEmailVerified,
        ["first_name"] = person.FirstName,
        ["last_name"] = person.LastName,
        ["name"] = person.Account.Name ?? person.Name,
        ["profile_picture_url"] = null,
        ["external_id"] = person.Account.ExternalId,
        ["metadata"] = person.Account.Metadata.DeepClone(),
        ["last_sign_in_at"] = lastSignIn?.ToWorkOsTime(),
        ["locale"] = person.Account.Locale,
        ["created_at"] = (person.Account.Created ?? created).ToWorkOsTime(),
        ["updated_at"] = (person.Account.Updated ?? created).ToWorkOsTime(),
    };

    public static JsonObject Membership(WorkOsSandboxPerson person, SandboxOrganization organization, DateTimeOffset created) => new()
    {
        ["object"] = "organization_membership",
        ["id"] = MembershipId(person),
        ["user_id"] = person.UserId,
        ["organization_id"] = organization.Id,
        ["organization_name"] = organization.Name,
        ["role"] = new JsonObject { ["slug"] = person.MembershipRoles[0] },
        ["roles"] = new JsonArray([.. person.MembershipRoles.Select(role => new JsonObject { ["slug"] = role })]),
        ["status"] = StatusOf(person),
        ["directory_managed"] = false,
        ["custom_attributes"] = new JsonObject(),
        ["created_at"] = (person.Joined ?? created).ToWorkOsTime(),
        ["updated_at"] = (person.MembershipUpdated ?? created).ToWorkOsTime(),
    };

    public static string StatusOf(WorkOsSandboxPerson member) => member.Status switch
    {
        SandboxMembershipStatus.Inactive => "inactive",
        SandboxMembershipStatus.Pending => "pending",
        _ => "active",
    };

    public static string MembershipId(WorkOsSandboxPerson member) => SandboxIds.Derive("om_", member.UserId, member.OrganizationId);
}
