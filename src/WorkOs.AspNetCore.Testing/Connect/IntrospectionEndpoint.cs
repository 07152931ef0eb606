using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// <c>POST /oauth2/introspection</c>. A token is active for the application that it was issued to. The token of a public application is also active
/// for every first-party application.
/// </summary>
internal sealed class IntrospectionEndpoint(ConnectEnvironment connect)
{
    private readonly ClientAuthentication _clients = new(connect.Clients);

    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestFields.ReadOAuthFormAsync(context) is not { } fields || await _clients.RequireAsync(context, fields) is not { } application)
        {
            return;
        }

        if (fields["token"] is not { } token)
        {
            await context.WriteOAuthErrorAsync("invalid_request", "token is missing.");
            return;
        }

        await context.WriteJsonAsync(
            StatusCodes.Status200OK,
            AccessToken(application, token) ?? RefreshToken(application, token) ?? new() { ["active"] = false });
    }

    private JsonObject? AccessToken(WorkOsSandboxConnectApplication application, string token)
    {
        if (connect.Issuer.Accesses.Find(token) is not { } access || !MaySee(application, access.ClientId))
        {
            return null;
        }

        var body = Active("access_token", access.ClientId, access.Subject, access.Consent?.Id, access.OrganizationId);
        body["iat"] = access.Issued.ToUnixTimeSeconds();
        body["exp"] = access.Expires.ToUnixTimeSeconds();
        return body;
    }

    private JsonObject? RefreshToken(WorkOsSandboxConnectApplication application, string token) =>
        connect.RefreshTokens.Find(token) is { Consent: var consent } && MaySee(application, consent.ClientId)
            ? Active("refresh_token", consent.ClientId, consent.UserId, consent.Id, consent.OrganizationId)
            : null;

    private bool MaySee(WorkOsSandboxConnectApplication application, string clientId) =>
        clientId == application.ClientId || (application.IsFirstParty && connect.Clients.Find(clientId) is { ClientSecret: null });

    private JsonObject Active(string type, string clientId, string subject, string? consentId, string? organizationId)
    {
        var body = new JsonObject
        {
            ["active"] = true,
            ["token_type"] = type,
            ["client_id"] = clientId,
            ["iss"] = connect.Environment.AuthKitDomain,
            ["sub"] = subject,
        };
        if (consentId is not null)
        {
            body["sid"] = consentId;
        }

        if (organizationId is not null)
        {
            body["org_id"] = organizationId;
        }

        return body;
    }
}
