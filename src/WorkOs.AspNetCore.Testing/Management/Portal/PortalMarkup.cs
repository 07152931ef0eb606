namespace WorkOs.AspNetCore.Testing;

/// <summary>The markup of the Admin Portal.</summary>
internal static class PortalMarkup
{
    public static string Title(PortalSession session, SandboxOrganization organization) => session.Intent switch
    {
        "sso" => $"Single sign-on for {organization.Name}",
        "domain_verification" => $"Domains of {organization.Name}",
        _ => $"Admin Portal of {organization.Name}",
    };

    public static Html SignOn(
        PortalSession session, SandboxOrganization organization, IReadOnlyList<SandboxConnection> connections, string? problem)
    {
        var chosen = connections.Count > 0 ? connections[0].Type : PortalSetup.Providers[0].Type;
        var providers = PortalSetup.Providers.Select(provider => Html.Of(
            $"""
            <label><input type="radio" name="provider" value="{provider.Type}" required{new Html(provider.Type == chosen ? " checked" : "")}><span>{provider.Name} <small>{provider.Type}</small></span></label>

            """));
        return Html.Of(
            $"""
            <p>WorkOS's Admin Portal in the sandbox. There is no identity provider to configure: choose one, and people of {organization.Name}
            sign in through it.</p>
            {List("Connections", connections.Select(connection => (connection.Type, connection.State)))}
            {Problem(problem)}
            <form method="post">
            <fieldset>
            <legend>Identity provider</legend>
            {Html.Join(providers)}</fieldset>
            <button class="primary">Activate the connection</button>
            </form>
            {Back(session)}
            """);
    }

    public static Html Domains(PortalSession session, SandboxOrganization organization, string? problem)
    {
        var waiting = organization.Domains.Find(domain => !domain.IsVerified)?.Name;
        return Html.Of(
            $"""
            <p>WorkOS's Admin Portal in the sandbox. It looks into no DNS: a domain is verified as soon as it is entered.</p>
            {List("Domains", organization.Domains.Select(domain => (domain.Name, domain.State)))}
            {Problem(problem)}
            <form method="post">
            <label class="field"><span>Domain</span><input type="text" name="domain" value="{waiting}" required autocomplete="off" spellcheck="false"></label>
            <button class="primary">Verify the domain</button>
            </form>
            {Back(session)}
            """);
    }

    public static Html Nothing(PortalSession session) => Html.Of(
        $"""
        <p>The sandbox has nothing to set up for <code>{session.Intent}</code>. WorkOS's Admin Portal has.</p>
        <form method="post"><button class="primary">Finish</button></form>
        {Back(session)}
        """);

    public static Html Done(PortalSession session, string what) => Html.Of(
        $"""
        <p>{what}</p>
        {Back(session)}
        """);

    private static Html Problem(string? problem) => problem is null ? Html.Empty : Html.Of($"""<p role="alert"><strong>{problem}</strong></p>""");

    private static Html Back(PortalSession session) =>
        session.BackUrl is { } url ? Html.Of($"""<p><a href="{url}">Return to the application</a></p>""") : Html.Empty;

    private static Html List(string title, IEnumerable<(string Name, string State)> entries)
    {
        var rows = entries.Select(entry => Html.Of($"<li>{entry.Name} <small>{entry.State}</small></li>")).ToList();
        return rows.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <h2>{title}</h2>
                <ul>{Html.Join(rows)}</ul>
                """);
    }
}
