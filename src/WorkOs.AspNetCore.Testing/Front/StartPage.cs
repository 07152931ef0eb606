using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /</c>: the start page, which describes the sandbox and lists its data.</summary>
internal sealed class StartPage(SandboxEnvironment environment)
{
    public Task HandleAsync(HttpContext context) => context.WritePageAsync(StatusCodes.Status200OK, "WorkOS sandbox", Content());

    private Html Content()
    {
        var directory = environment.Directory;
        var alone = directory.People.Where(person => person.OrganizationId is null).ToList();
        return Html.Of(
            $"""
            <p>A WorkOS for tests and for development, in the process that started it. It signs in any user without a password,
            and keeps its data in memory until it stops. To sign in, open the application.</p>
            <h2>The application's settings</h2>
            <ul>
            <li>Base address: <code>{environment.BaseAddress.GetLeftPart(UriPartial.Authority)}</code></li>
            <li>Client id: <code>{environment.ClientId}</code></li>
            <li>API key: <code>WorkOsSandbox.ApiKey</code></li>
            <li>AuthKit domain, for Connect: <code>{environment.AuthKitDomain}</code></li>
            </ul>
            {Section("Redirect URIs", environment.RedirectUris.Texts.Select(uri => Html.Of($"<li><code>{uri}</code></li>")))}
            <p>Another one: <code>AddRedirectUri</code>.</p>
            {Html.Join(directory.Organizations.Select(Organization))}
            {Section("Without an organization", alone.Select(Person))}
            <h2>Sign-in from the identity provider</h2>
            <p><a href="{WorkOsSandboxEndpoints.IdentityProvider}">Open the application as a person at their identity provider does</a></p>
            """);
    }

    private Html Organization(SandboxOrganization organization)
    {
        var directory = environment.Directory;
        var domains = organization.Domains.Select(domain => Html.Of($"<li>{domain.Name} <small>{domain.State} domain</small></li>"));
        var connections = directory.Connections.Where(connection => connection.OrganizationId == organization.Id)
            .Select(connection => Html.Of($"<li><code>{connection.Id}</code> <small>{connection.Type}, {connection.State}</small></li>"));
        var people = directory.People.Where(person => person.OrganizationId == organization.Id).Select(Person);
        return Html.Of(
            $"""
            <h2>{organization.Name} <small>{organization.Id}</small></h2>
            <ul>
            {Html.Join([.. domains, .. connections, .. people])}
            </ul>
            """);
    }

    private static Html Person(WorkOsSandboxPerson person) => Html.Of(
        $"<li>{person.DisplayName} <small>{person.Email}{new Html(person.Roles.Count == 0 ? "" : ", ")}{string.Join(", ", person.Roles)}</small></li>");

    private static Html Section(string title, IEnumerable<Html> rows)
    {
        var all = Html.Join(rows);
        return all.Markup.Length == 0 ? Html.Empty : Html.Of($"<h2>{title}</h2><ul>{all}</ul>");
    }
}
