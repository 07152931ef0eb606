using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/connections</c>. Connections are made in the Admin Portal, not by the API.</summary>
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

    public Task GetAsync(HttpContext context)
    {
        var id = (string?)context.GetRouteValue("id");
        return _directory.Connection(id) is { } connection
            ? context.WriteJsonAsync(StatusCodes.Status200OK, shapes.Of(connection))
            : context.WriteNotFoundAsync(Kind, id);
    }

    public async Task DeleteAsync(HttpContext context)
    {
        var id = (string?)context.GetRouteValue("id");
        if (_directory.Connection(id) is not { } connection)
        {
            await context.WriteNotFoundAsync(Kind, id);
            return;
        }

        var deleted = shapes.Of(connection);
        _directory.RemoveConnection(connection.Id);
        await authKit.NotifyAsync(WorkOsSandboxWebhookEvents.ConnectionDeleted, deleted, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private bool HasDomain(SandboxConnection connection, string name) =>
        _directory.Organization(connection.OrganizationId)?.Domains.Exists(
            domain => string.Equals(domain.Name, name, StringComparison.OrdinalIgnoreCase)) == true;
}
