using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The common part of the authorization endpoints: checks the request and redirects to the identity provider's page.</summary>
internal sealed class SignInStart(SandboxEnvironment environment)
{
    public SignInAttempts Attempts { get; } = new();

    /// <summary>
    /// The reason for WorkOS's error page, or null if the request is valid. A request that is not valid must not be redirected to its redirect URI.
    /// </summary>
    public string? Refusal(IQueryCollection query)
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
            return redirectUri is null
                ? "The redirect_uri is missing."
                : $"The redirect_uri is not one of the registered redirect URIs: {redirectUri} - WorkOsSandboxBuilder.AddRedirectUri registers one.";
        }

        return query["response_type"] == "code"
            ? Pkce.Refusal(query["code_challenge"], query["code_challenge_method"])
            : "The response_type must be code.";
    }

    /// <summary>Redirects to the page where one of the selected people signs in, or to the redirect URI with an error.</summary>
    /// <param name="context">A request without a <see cref="Refusal"/>.</param>
    /// <param name="selection">The people who can sign in.</param>
    /// <param name="complete">Issues a code for the person; true for an impersonator of the person.</param>
    /// <param name="offersImpersonation">Whether the page offers impersonation.</param>
    public void Begin(
        HttpContext context, SignInSelection selection, Func<WorkOsSandboxPerson, bool, SignInOutcome> complete, bool offersImpersonation = false)
    {
        var query = context.Request.Query;
        string redirectUri = query["redirect_uri"]!;
        string? state = query["state"];
        var error = environment.Faults.TakeAuthorization() is { } fault ? SignInOutcome.Error(fault.Error, fault.Description) : selection.Refusal;
        context.Response.Redirect(error is not null
            ? error.CallbackUrl(redirectUri, state)
            : SignInPage.UrlOf(Attempts.Add(new()
            {
                RedirectUri = redirectUri,
                State = state,
                LoginHint = query["login_hint"],
                Title = selection.Title,
                Subtitle = selection.Subtitle,
                People = selection.People,
                Newcomer = selection.Newcomer,
                OffersImpersonation = offersImpersonation,
                Complete = complete,
            })));
    }
}
