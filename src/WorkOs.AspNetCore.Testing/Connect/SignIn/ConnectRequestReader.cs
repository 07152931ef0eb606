using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Checks the parameters of an authorization request after its client and redirect URI have been validated.</summary>
internal sealed class ConnectRequestReader(SandboxDirectory directory, ConnectResources resources, WorkOsSandboxConnectOptions options)
{
    public (ConnectRequest? Request, SignInOutcome? Refusal) Read(IQueryCollection query, WorkOsSandboxConnectApplication application)
    {
        if (query.FirstOrDefault(parameter => parameter.Value.Count > 1) is { Key: { } repeated })
        {
            return Refuse(repeated == "resource" ? "invalid_target" : "invalid_request", $"The parameter {repeated} is repeated.");
        }

        string? challenge = query["code_challenge"], nonce = query["nonce"], resource = query["resource"], organization = query["organization_id"];
        var scopes = ScopeList.Requested(application, query["scope"]);
        if (application.IsMachine)
        {
            return Refuse("unauthorized_client", "A machine has no users.");
        }

        if (query["response_type"] != "code")
        {
            return Refuse("unsupported_response_type", "The response_type must be code.");
        }

        if (query["response_mode"] is [not "query"])
        {
            return Refuse("invalid_request", "The response_mode must be query.");
        }

        if (Pkce.Refusal(challenge, query["code_challenge_method"]) is { } reason)
        {
            return Refuse("invalid_request", reason);
        }

        if (challenge is null && application.ClientSecret is null)
        {
            return Refuse("invalid_request", "A public application needs a code_challenge.");
        }

        if (scopes is null)
        {
            return Refuse("invalid_scope", "The application may not ask for this scope.");
        }

        if (nonce is null && options.RequireNonce && scopes.Contains("openid", StringComparer.Ordinal))
        {
            return Refuse("invalid_request", "The nonce is missing.");
        }

        if (resources.Refuses(resource))
        {
            return Refuse("invalid_target", "The resource is not registered.");
        }

        return organization is not null && directory.Organization(organization) is null
            ? Refuse("invalid_request", "No organization has this id.")
            : (new()
            {
                Application = application,
                RedirectUri = query["redirect_uri"]!,
                State = query["state"],
                Scopes = scopes,
                Resource = resource,
                Nonce = nonce,
                CodeChallenge = challenge,
                OrganizationId = organization,
            }, null);
    }

    private static (ConnectRequest? Request, SignInOutcome? Refusal) Refuse(string error, string description) =>
        (null, SignInOutcome.Error(error, description));
}
