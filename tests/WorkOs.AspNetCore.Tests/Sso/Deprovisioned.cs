using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>What WorkOS says of people and companies that are gone, or are not, by the name of the case.</summary>
internal static class Deprovisioned
{
    /// <summary>What ends the session of Ada.</summary>
    public static readonly IReadOnlyDictionary<string, (string Event, JsonObject Data)> Ends = new Dictionary<string, (string, JsonObject)>(StringComparer.Ordinal)
    {
        ["connection deactivated"] = ("connection.deactivated", new() { ["id"] = Profiles.Connection, ["organization_id"] = Profiles.Organization, ["state"] = "inactive" }),
        ["connection deleted"] = ("connection.deleted", new() { ["id"] = Profiles.Connection }),
        ["organization deleted"] = ("organization.deleted", new() { ["id"] = Profiles.Organization }),
        ["directory user deleted"] = ("dsync.user.deleted", Person()),
        ["directory user inactive"] = ("dsync.user.updated", Person().With("state", "inactive")),
        ["directory user suspended"] = ("dsync.user.updated", Person().With("state", "suspended")),
        ["directory user with another id"] = ("dsync.user.deleted", Person().With("idp_id", "scim-7")),
        ["directory user with another address"] = ("dsync.user.deleted", Person().With("email", "a.lovelace@acme.com")),
        ["address in other case and with spaces"] = ("dsync.user.deleted", Person().Without("idp_id").With("email", " " + Secrets.Email.ToUpperInvariant())),
        ["address in the list of old"] = ("dsync.user.deleted", Person().Without("idp_id").Without("email").With("emails", new JsonArray(new JsonObject { ["value"] = Secrets.Email }))),
    };

    /// <summary>What does not.</summary>
    public static readonly IReadOnlyDictionary<string, (string Event, JsonObject Data)> Others = new Dictionary<string, (string, JsonObject)>(StringComparer.Ordinal)
    {
        ["another connection"] = ("connection.deleted", new() { ["id"] = "conn_other", ["organization_id"] = Profiles.Organization }),
        ["connection of the organization's id"] = ("connection.deleted", new() { ["id"] = Profiles.Organization }),
        ["connection activated"] = ("connection.activated", new() { ["id"] = Profiles.Connection }),
        ["another organization"] = ("organization.deleted", new() { ["id"] = "org_other" }),
        ["organization updated"] = ("organization.updated", new() { ["id"] = Profiles.Organization }),
        ["person of another organization"] = ("dsync.user.deleted", Person().With("organization_id", "org_other")),
        ["person of no organization"] = ("dsync.user.deleted", Person().Without("organization_id")),
        ["another person"] = ("dsync.user.deleted", Person().With("idp_id", "okta|grace").With("email", "grace@acme.com")),
        ["nobody"] = ("dsync.user.deleted", Person().Without("idp_id").Without("email")),
        ["directory user active"] = ("dsync.user.updated", Person().With("state", "active")),
        ["directory user without a state"] = ("dsync.user.updated", Person().Without("state")),
        ["out of a group"] = ("dsync.group.user_removed", new() { ["user"] = Person(), ["group"] = new JsonObject { ["id"] = "directory_group_1" } }),
        ["directory deleted"] = ("dsync.deleted", new() { ["id"] = "directory_1", ["organization_id"] = Profiles.Organization }),
        ["ids that are no text"] = ("connection.deleted", new() { ["id"] = 7 }),
    };

    private static JsonObject Person() => new()
    {
        ["id"] = "directory_user_1",
        ["directory_id"] = "directory_1",
        ["organization_id"] = Profiles.Organization,
        ["idp_id"] = "okta|ada",
        ["email"] = Secrets.Email,
        ["state"] = "active",
    };
}
