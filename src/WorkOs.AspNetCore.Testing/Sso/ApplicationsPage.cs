using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The identity provider's list of applications, for IdP-initiated sign-in.</summary>
internal sealed class ApplicationsPage(SandboxEnvironment environment, SsoGrants grants)
{
    private static readonly (WorkOsSandboxIdpInitiated Mode, string Label, string Detail)[] Modes =
    [
        (WorkOsSandboxIdpInitiated.Code, "Callback with a code", "No state comes with it."),
        (WorkOsSandboxIdpInitiated.Disabled, "Not allowed", "The callback gets idp_initiated_sso_disabled."),
        (WorkOsSandboxIdpInitiated.SignInEndpoint, "Sign-in endpoint", "The application is asked to begin."),
    ];

    private IReadOnlyList<WorkOsSandboxPerson> People =>
        [.. environment.Directory.People.Where(person => environment.Directory.Connection(person.ConnectionId) is { IsActive: true, AllowsIdpInitiated: true })];

    public Task GetAsync(HttpContext context) => context.WritePageAsync(StatusCodes.Status200OK, "Your applications", Content());

    public async Task PostAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var person = People.FirstOrDefault(candidate => candidate.ProfileId == form["person"]);
        if (person is null)
        {
            await context.RefuseAsync("The identity provider does not know this person.");
            return;
        }

        var mode = Enum.TryParse<WorkOsSandboxIdpInitiated>(form["mode"], out var chosen) ? chosen : environment.IdpInitiated;
        if (Destination(person, mode) is { } destination)
        {
            context.Response.Redirect(destination);
        }
        else
        {
            await context.RefuseAsync(mode == WorkOsSandboxIdpInitiated.SignInEndpoint
                ? "The sandbox has no SignInEndpoint."
                : "The sandbox has no DefaultRedirectUri.");
        }
    }

    private string? Destination(WorkOsSandboxPerson person, WorkOsSandboxIdpInitiated mode)
    {
        if (mode == WorkOsSandboxIdpInitiated.SignInEndpoint)
        {
            return environment.SignInEndpoint is { } endpoint
                ? QueryHelpers.AddQueryString(endpoint.AbsoluteUri, "connection_id", person.ConnectionId!)
                : null;
        }

        if (environment.DefaultRedirectUri is not { } redirectUri)
        {
            return null;
        }

        var outcome = mode == WorkOsSandboxIdpInitiated.Disabled
            ? SignInOutcome.Error("idp_initiated_sso_disabled", "IdP-initiated SSO is disabled for this connection.")
                .With("connection_id", person.ConnectionId).With("organization_id", person.OrganizationId)
            : grants.Complete(person, codeChallenge: null);
        return outcome.CallbackUrl(redirectUri.AbsoluteUri, state: null);
    }

    private Html Content()
    {
        var people = People;
        if (people.Count == 0)
        {
            return Html.Of($"<p>No person here has a SAML connection, and only those sign-ins can begin at the identity provider.</p>");
        }

        var modes = Modes.Select(mode => Html.Of(
            $"""
            <label><input type="radio" name="mode" value="{mode.Mode.ToString()}"{new Html(mode.Mode == environment.IdpInitiated ? " checked" : "")}><span>{mode.Label} <small>{mode.Detail}</small></span></label>

            """));
        return Html.Of(
            $"""
            <p>The identity provider's own page: it opens the application without having been asked by it.</p>
            <form method="post">
            {PersonChoice.Render("Signed in as", people, people[0], person => person.ProfileId)}
            <fieldset>
            <legend>What WorkOS does</legend>
            {Html.Join(modes)}</fieldset>
            <button class="primary">Open the application</button>
            </form>
            """);
    }
}
