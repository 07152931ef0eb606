using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET</c> and <c>POST /oauth2/userinfo</c>: the claims of the id token that the scopes of the access token allow.</summary>
internal sealed class UserInfoEndpoint(ConnectEnvironment connect)
{
    public Task HandleAsync(HttpContext context)
    {
        if (connect.Issuer.Accesses.Find(context.BearerToken()) is not { Consent: { } consent } access
            || connect.Environment.Directory.Member(consent.UserId, consent.OrganizationId) is not { } person)
        {
            return context.WriteJsonAsync(StatusCodes.Status401Unauthorized, new() { ["error"] = "unauthorized" });
        }

        var claims = new JsonObject();
        ConnectTokens.AddPerson(claims, person, access.Scopes);
        return context.WriteJsonAsync(StatusCodes.Status200OK, claims);
    }
}
