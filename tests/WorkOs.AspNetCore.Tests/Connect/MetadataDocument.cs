using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>The metadata of an AuthKit domain, as WorkOS published it in September 2026, and as others may have changed it.</summary>
internal static class MetadataDocument
{
    public const string Domain = "https://acme.authkit.app";

    public static JsonObject Of(string domain = Domain) => new()
    {
        ["issuer"] = domain,
        ["authorization_endpoint"] = $"{domain}/oauth2/authorize",
        ["device_authorization_endpoint"] = $"{domain}/oauth2/device_authorization",
        ["token_endpoint"] = $"{domain}/oauth2/token",
        ["userinfo_endpoint"] = $"{domain}/oauth2/userinfo",
        ["introspection_endpoint"] = $"{domain}/oauth2/introspection",
        ["jwks_uri"] = $"{domain}/oauth2/jwks",
        ["grant_types_supported"] = new JsonArray("authorization_code", "client_credentials", "refresh_token"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["response_types_supported"] = new JsonArray("code"),
        ["scopes_supported"] = new JsonArray("email", "offline_access", "openid", "profile"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("none", "client_secret_basic", "client_secret_post"),
    };

    public static string With(string field, JsonNode? value)
    {
        var document = Of();
        document[field] = value;
        return document.ToJsonString();
    }

    public static string Without(string field)
    {
        var document = Of();
        document.Remove(field);
        return document.ToJsonString();
    }
}
