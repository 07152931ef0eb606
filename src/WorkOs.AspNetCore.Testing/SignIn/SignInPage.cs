using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The identity provider: a list of people instead of a password.</summary>
internal sealed class SignInPage(SignInAttempts attempts)
{
    private const string AttemptParameter = "attempt";

    private static readonly Html Impersonation = new(
        """<label><input type="checkbox" name="impersonate"><span>Impersonate <small>Sign in as support staff, in the person's name</small></span></label>""");

    private static readonly Html Newcomer = new(
        """
        <p>Nobody of this organization has signed in before. Anybody can be the first.</p>
        <label class="field"><span>E-mail</span><input type="email" name="person" required autocomplete="off"></label>
        <button class="primary" name="action" value="continue">Continue</button>
        """);

    public static string UrlOf(string attemptId) => $"{WorkOsSandboxEndpoints.IdentityProviderSignIn}?{AttemptParameter}={attemptId}";

    public Task GetAsync(HttpContext context) =>
        Attempt(context) is { } attempt
            ? context.WritePageAsync(StatusCodes.Status200OK, attempt.Title, Content(attempt))
            : UnknownAsync(context);

    public async Task PostAsync(HttpContext context)
    {
        if (Attempt(context) is not { } attempt)
        {
            await UnknownAsync(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (form["action"] == "deny")
        {
            var denied = SignInOutcome.Error("access_denied", "The person declined to sign in at the identity provider.");
            context.Response.Redirect(attempt.CallbackUrl(denied));
        }
        else if (attempt.Find(form["person"]) is { } person)
        {
            context.Response.Redirect(attempt.CallbackUrl(attempt.Complete(person, attempt.OffersImpersonation && form["impersonate"] == "on")));
        }
        else
        {
            await context.RefuseAsync("The identity provider does not know this person.");
        }
    }

    private SignInAttempt? Attempt(HttpContext context) => attempts.Find(context.Request.Query[AttemptParameter]);

    private static Task UnknownAsync(HttpContext context) =>
        context.RefuseAsync("The identity provider does not know this sign-in. Go back to the application and start again.", StatusCodes.Status404NotFound);

    private static Html Content(SignInAttempt attempt)
    {
        var people = attempt.TakesNewcomers ? Newcomer
            : attempt.People.Count == 0 ? Html.Of($"<p>There are no people here. Add people to the sandbox to sign in.</p>")
            : Html.Of(
                $"""
                {PersonChoice.Render("Who are you?", attempt.People, attempt.Find(attempt.LoginHint) ?? attempt.People[0], person => person.Email)}
                {(attempt.OffersImpersonation ? Impersonation : Html.Empty)}
                <button class="primary" name="action" value="continue">Continue</button>
                """);
        return Html.Of(
            $"""
            <p>{attempt.Subtitle}</p>
            <form method="post">
            {people}
            <button name="action" value="deny" formnovalidate>Deny</button>
            </form>
            """);
    }
}
