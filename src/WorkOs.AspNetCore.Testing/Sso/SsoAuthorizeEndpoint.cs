using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /sso/authorize</c>.</summary>
internal sealed class SsoAuthorizeEndpoint(SandboxEnvironment environment, SsoGrants grants)
{
    private readonly SsoSelector _selector = new(environment.Directory);

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var refusal = AuthorizeRequest.Refusal(environment, query) ?? PromptRefusal(query["prompt"]);
        if (refusal is not null)
        {
            await context.RefuseAsync(refusal);
            return;
        }

        string redirectUri = query["redirect_uri"]!;
        string? state = query["state"], challenge = query["code_challenge"];
        if (environment.Faults.TakeAuthorization() is { } fault)
        {
            context.Response.Redirect(SignInOutcome.Error(fault.Error, fault.Description).CallbackUrl(redirectUri, state));
            return;
        }

        var selection = _selector.Select(query);
        if (selection.Refusal is { } error)
        {
            context.Response.Redirect(error.CallbackUrl(redirectUri, state));
            return;
        }

        context.Response.Redirect(SignInPage.UrlOf(environment.Attempts.Add(new()
        {
            RedirectUri = redirectUri,
            State = state,
            LoginHint = query["login_hint"],
            Title = selection.Title,
            Subtitle = selection.Subtitle,
            People = selection.People,
            Complete = (person, _) => grants.Complete(person, challenge),
        })));
    }

    private static string? PromptRefusal(string? prompt) =>
        prompt is null or "login" ? null : "The prompt must be login.";
}
