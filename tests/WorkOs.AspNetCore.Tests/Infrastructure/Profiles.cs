using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Profiles as WorkOS sends them.</summary>
internal static class Profiles
{
    public const string Organization = "org_acme";
    public const string Connection = "conn_acme";
    public const string Id = "prof_ada";

    public static JsonObject Ada() => new()
    {
        ["object"] = "profile",
        ["id"] = Id,
        ["organization_id"] = Organization,
        ["connection_id"] = Connection,
        ["connection_type"] = "OktaSAML",
        ["idp_id"] = "okta|ada",
        ["email"] = Secrets.Email,
        ["first_name"] = "Ada",
        ["last_name"] = "Lovelace",
        ["role"] = new JsonObject { ["slug"] = "admin" },
        ["groups"] = new JsonArray("Engineering", "Analysts"),
        ["custom_attributes"] = new JsonObject { ["department_name"] = "Engines" },
        ["raw_attributes"] = new JsonObject(),
    };

    public static JsonObject With(this JsonObject profile, string name, JsonNode? value)
    {
        profile[name] = value;
        return profile;
    }

    public static JsonObject Without(this JsonObject profile, string name)
    {
        profile.Remove(name);
        return profile;
    }
}
