using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /sso/authorize</c>.</summary>
internal sealed class SsoAuthorizeEndpoint(SandboxEnvironment environment, SignInStart start, SsoGrants grants)
{
    private readonly SsoSelector _selector = new(environment.Directory);

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if ((start.Refusal(query) ?? PromptRefusal(query["prompt"])) is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }

        string? challenge = query["code_challenge"];
        start.Begin(context, _selector.Select(query), (person, _) => grants.Complete(person, challenge));
    }

    private static string? PromptRefusal(string? prompt) =>
        prompt is null or "login" ? null : "The prompt must be login.";
}
