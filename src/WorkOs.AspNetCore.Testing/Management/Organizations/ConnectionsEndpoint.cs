using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/connections</c>. Connections are created in the Admin Portal, not with the API.</summary>
internal sealed class ConnectionsEndpoint(AuthKitEnvironment authKit, OrganizationShapes shapes)
{
    private const string Kind = "Connection";

    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    public async Task ListAsync(HttpContext context)
    {
        if (await ListPage.ReadAsync(context) is not { } page)
        {
            return;
        }

        var query = context.Request.Query;
        var (type, organization, domain) = (query["connection_type"].ToString(), query["organization_id"].ToString(), query["domain"].ToString());
        var found = _directory.Connections
            .Where(connection => type.Length == 0 || string.Equals(connection.Type, type, StringComparison.OrdinalIgnoreCase))
            .Where(connection => organization.Length == 0 || connection.OrganizationId == organization)
            .Where(connection => domain.Length == 0 || HasDomain(connection, domain));
        await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, connection => connection.Id, shapes.Of));
    }

    public Task GetAsync(HttpContext context) =>
        context.WriteFoundAsync(Kind, _directory.Connection(context.RouteId()) is { } connection ? shapes.Of(connection) : null);

    public Task DeleteAsync(HttpContext context)
    {
        if (_directory.Connection(context.RouteId()) is not { } connection)
        {
            return context.WriteFoundAsync(Kind, null);
        }

        var deleted = shapes.Of(connection);
        _directory.RemoveConnection(connection.Id);
        return authKit.AnswerDeletedAsync(context, WorkOsSandboxWebhookEvents.ConnectionDeleted, deleted);
    }

    private bool HasDomain(SandboxConnection connection, string name) =>
        _directory.Organization(connection.OrganizationId)?.Domains.Exists(
            domain => string.Equals(domain.Name, name, StringComparison.OrdinalIgnoreCase)) == true;
}
