using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The two metadata documents of the AuthKit domain. They differ from each other as WorkOS's documents do.</summary>
internal sealed class ConnectMetadata(ConnectEnvironment connect)
{
    private static readonly string[] AuthenticationMethods = ["none", "client_secret_basic", "client_secret_post"];
    private static readonly string[] Scopes = ["email", "offline_access", "openid", "profile"];

    /// <summary><c>GET /.well-known/openid-configuration</c>.</summary>
    public Task OpenIdConnectAsync(HttpContext context)
    {
        var body = Common("authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
        body["device_authorization_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectDeviceAuthorization);
        body["userinfo_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectUserInfo);
        body["id_token_signing_alg_values_supported"] = new JsonArray("RS256");
        body["subject_types_supported"] = new JsonArray("public");
        return context.WriteJsonAsync(StatusCodes.Status200OK, body);
    }

    /// <summary><c>GET /.well-known/oauth-authorization-server</c>.</summary>
    public Task OAuthAsync(HttpContext context)
    {
        var body = Common("authorization_code", "refresh_token");
        body["code_challenge_methods_supported"] = new JsonArray("S256");
        body["response_modes_supported"] = new JsonArray("query");
        if (connect.Options.AllowClientMetadataDocuments)
        {
            body["client_id_metadata_document_supported"] = true;
        }

        if (connect.Options.AllowDynamicRegistration)
        {
            body["registration_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectRegistration);
        }

        return context.WriteJsonAsync(StatusCodes.Status200OK, body);
    }

    private JsonObject Common(params IEnumerable<string> grantTypes)
    {
        var body = new JsonObject
        {
            ["issuer"] = connect.Environment.AuthKitDomain,
            ["authorization_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectAuthorize),
            ["token_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectToken),
            ["introspection_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectIntrospection),
            ["jwks_uri"] = Url(WorkOsSandboxEndpoints.ConnectKeys),
            ["grant_types_supported"] = grantTypes.ToJsonArray(),
            ["response_types_supported"] = new JsonArray("code"),
            ["scopes_supported"] = Scopes.ToJsonArray(),
            ["token_endpoint_auth_methods_supported"] = AuthenticationMethods.ToJsonArray(),
        };
        if (connect.Options.AllowRevocation)
        {
            body["revocation_endpoint"] = Url(WorkOsSandboxEndpoints.ConnectRevocation);
            body["revocation_endpoint_auth_methods_supported"] = AuthenticationMethods.ToJsonArray();
        }

        return body;
    }

    private string Url(string path) => connect.Environment.AuthKitDomain + path;
}
