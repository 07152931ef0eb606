using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /oauth2/token</c>. The client is looked up before the grant type.</summary>
internal sealed class ConnectTokenEndpoint(ConnectEnvironment connect)
{
    /// <summary>The value of <c>expires_in</c> for every access token, whatever its lifetime is.</summary>
    private const int ExpiresIn = 3600;

    private readonly ClientAuthentication _clients = new(connect.Clients);

    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestFields.ReadOAuthFormAsync(context) is not { } fields || await _clients.RequireAsync(context, fields) is not { } application)
        {
            return;
        }

        var answer = (application.IsMachine, fields["grant_type"]) switch
        {
            (_, null) => OAuthAnswer.Refuse("invalid_request", "grant_type is missing."),
            (true, "client_credentials") => ByCredentials(application, fields),
            (false, "authorization_code") => ByCode(application, fields),
            (false, "refresh_token") => ByRefreshToken(application, fields),
            (_, "client_credentials" or "authorization_code" or "refresh_token") =>
                OAuthAnswer.Refuse("unauthorized_client", "The application is not authorized to use this grant type."),
            _ => OAuthAnswer.Refuse("unsupported_grant_type", "The grant type is not supported."),
        };
        await context.WriteJsonAsync(answer.IsSuccess ? connect.NextTokenResponses.Apply(answer.Body) : answer.Status, answer.Body);
    }

    private OAuthAnswer ByCredentials(WorkOsSandboxConnectApplication application, RequestFields fields) =>
        ScopeList.OfMachine(application, fields["scope"]) is { } scopes
            ? Tokens(connect.Issuer.MachineToken(application, scopes))
            : OAuthAnswer.Refuse("invalid_scope", "The application does not have this scope.");

    private OAuthAnswer ByCode(WorkOsSandboxConnectApplication application, RequestFields fields)
    {
        if (fields["code"] is not { } code)
        {
            return OAuthAnswer.Refuse("invalid_request", "code is missing.");
        }

        if (connect.SignIns.Codes.Take(code) is not { } grant
            || grant.Consent.IsWithdrawn
            || grant.Consent.ClientId != application.ClientId
            || grant.RedirectUri != fields["redirect_uri"]
            || !Pkce.Matches(grant.CodeChallenge, fields["code_verifier"]))
        {
            // The message contains the code, as in WorkOS's responses, so that a test detects a client that logs it.
            return OAuthAnswer.Refuse("invalid_grant", $"The code '{code}' has expired or is invalid.");
        }

        if (RefusedResource(fields["resource"], grant) is { } refusal)
        {
            return refusal;
        }

        return Issue(application, grant, grant.Scopes, grant.Resource, () => grant.Has("offline_access") ? connect.RefreshTokens.Issue(grant) : null);
    }

    /// <summary>The client must send the resource again. Without it, the audience of the new token is the environment.</summary>
    private OAuthAnswer ByRefreshToken(WorkOsSandboxConnectApplication application, RequestFields fields)
    {
        if (fields["refresh_token"] is not { } refreshToken)
        {
            return OAuthAnswer.Refuse("invalid_request", "refresh_token is missing.");
        }

        var (next, grant, refusal) = connect.RefreshTokens.Exchange(
            refreshToken,
            application.ClientId,
            grant => RefusedResource(fields["resource"], grant)
                ?? (ScopeList.Narrowed(grant.Scopes, fields["scope"]) is null ? OAuthAnswer.Refuse("invalid_scope", "The scope was not granted.") : null));
        return grant is null
            ? refusal ?? OAuthAnswer.Refuse("invalid_grant", "The refresh token has expired or is invalid.")
            : Issue(application, grant, ScopeList.Narrowed(grant.Scopes, fields["scope"])!, fields["resource"], () => next);
    }

    private OAuthAnswer? RefusedResource(string? resource, ConnectGrant grant) =>
        connect.Resources.Refuses(resource) || (resource is not null && connect.Resources.Effective(grant.Resource) is { } granted && granted != resource)
            ? OAuthAnswer.Refuse("invalid_target", "The resource is not registered, or is another than the one of the authorization request.")
            : null;

    private OAuthAnswer Issue(
        WorkOsSandboxConnectApplication application, ConnectGrant grant, IReadOnlyList<string> scopes, string? resource, Func<string?> refreshToken)
    {
        if (connect.Environment.Directory.Member(grant.Consent.UserId, grant.Consent.OrganizationId) is not { } person)
        {
            return OAuthAnswer.Refuse("invalid_grant", "The user is not a member of the organization.");
        }

        if (connect.Issuer.AccessToken(grant.Consent, person, scopes, connect.Issuer.Audience(application, resource)) is not { } accessToken)
        {
            return OAuthAnswer.Refuse("token_too_big", "The JWT template renders more than 3072 bytes.");
        }

        var answer = Tokens(accessToken);
        if (scopes.Contains("openid", StringComparer.Ordinal))
        {
            answer.Body["id_token"] = connect.Tokens.IdToken(application.ClientId, person, scopes, grant.Nonce);
        }

        if (refreshToken() is { } next)
        {
            answer.Body["refresh_token"] = next;
        }

        return answer;
    }

    private static OAuthAnswer Tokens(string accessToken) => OAuthAnswer.Succeed(new JsonObject
    {
        ["access_token"] = accessToken,
        ["token_type"] = "bearer",
        ["expires_in"] = ExpiresIn,
    });
}
