namespace WorkOs.AspNetCore.Testing;

/// <summary>The page that asks for the organization, for consent, or for both.</summary>
internal static class ConsentPage
{
    public static string Title(WorkOsSandboxConnectApplication application, bool asksForConsent) =>
        asksForConsent ? $"{application.Name} asks for access" : "Choose an organization";

    public static Html Content(ConnectSignIn signIn, string user, IReadOnlyList<SandboxOrganization> organizations, bool asksForConsent) => Html.Of(
        $"""
        <p>You are signed in as {user}.</p>
        <form method="post">
        {(asksForConsent ? Scopes(signIn.Request) : Html.Empty)}
        {(organizations.Count > 1 ? Choice(organizations) : Html.Empty)}
        <button class="primary" name="action" value="allow">{(asksForConsent ? "Allow access" : "Continue")}</button>
        <button name="action" value="deny" formnovalidate>Cancel</button>
        </form>
        """);

    private static Html Scopes(ConnectRequest request)
    {
        var items = request.Scopes.Select(scope => Html.Of($"<li>{Explanation(scope)} <small>{scope}</small></li>\n"));
        return Html.Of(
            $"""
            <h2>What it may do</h2>
            <ul>
            {Html.Join(items)}</ul>
            """);
    }

    private static Html Choice(IReadOnlyList<SandboxOrganization> organizations)
    {
        var options = organizations.Select(organization => Html.Of(
            $"""
            <label><input type="radio" name="organization" value="{organization.Id}" required><span>{organization.Name}</span></label>

            """));
        return Html.Of(
            $"""
            <fieldset>
            <legend>Organization</legend>
            {Html.Join(options)}</fieldset>
            """);
    }

    private static string Explanation(string scope) => scope switch
    {
        "openid" => "Know who you are",
        "profile" => "See your name",
        "email" => "See your e-mail address",
        "offline_access" => "Stay signed in while you are away",
        _ => "Act with a permission of yours",
    };
}
