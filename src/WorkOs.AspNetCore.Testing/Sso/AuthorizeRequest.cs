using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>What both authorize endpoints check before anything may be redirected.</summary>
internal static class AuthorizeRequest
{
    /// <summary>The reason for WorkOS's own error page, or null when the request may go on.</summary>
    public static string? Refusal(SandboxEnvironment environment, IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (values.Count > 1)
            {
                return $"The parameter {name} is repeated.";
            }
        }

        string? clientId = query["client_id"], redirectUri = query["redirect_uri"];
        if (clientId != environment.ClientId)
        {
            return "The client_id is not known.";
        }

        if (redirectUri is null || !environment.RedirectUris.Allows(redirectUri))
        {
            return "The redirect_uri is not one of the registered redirect URIs.";
        }

        return query["response_type"] == "code"
            ? Pkce.Refusal(query["code_challenge"], query["code_challenge_method"])
            : "The response_type must be code.";
    }
}
