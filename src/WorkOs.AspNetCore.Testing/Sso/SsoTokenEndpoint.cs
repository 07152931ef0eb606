using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /sso/token</c>.</summary>
internal sealed class SsoTokenEndpoint(SandboxEnvironment environment, SsoGrants grants)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestFields.ReadAsync(context) is not { } fields)
        {
            return;
        }

        if (ClientSecrets.Refusal(environment, fields) is { } refusal)
        {
            await context.WriteOAuthErrorAsync("invalid_client", refusal);
        }
        else if (fields["grant_type"] != "authorization_code")
        {
            await context.WriteOAuthErrorAsync("unsupported_grant_type", "The grant type must be authorization_code.");
        }
        else if (fields["code"] is not { } code)
        {
            await context.WriteMessageAsync(StatusCodes.Status422UnprocessableEntity, "code is required.", "invalid_request_parameters");
        }
        else if (grants.Redeem(code, fields["code_verifier"]) is not { } grant)
        {
            // The message contains the code, as in WorkOS's responses, so that a test detects a client that logs it.
            await context.WriteOAuthErrorAsync("invalid_grant", $"The code '{code}' has expired or is invalid.");
        }
        else
        {
            await SucceedAsync(context, grant.Profile);
        }
    }

    private Task SucceedAsync(HttpContext context, JsonObject profile)
    {
        if (grants.NextProfiles.TryDequeue(out var change))
        {
            change(profile);
        }

        var body = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = grants.IssueToken(profile),
            ["expires_in"] = (int)SsoGrants.TokenLifetime.TotalSeconds,
            ["profile"] = profile.DeepClone(),
        };
        return context.WriteJsonAsync(grants.NextResponses.Apply(body), body);
    }
}
