using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints that describe an API to its clients.</summary>
public static class WorkOsBearerEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>GET /.well-known/oauth-protected-resource{path}</c> (RFC 9728), which describes the resource of the scheme to clients, and the AuthKit
    /// domain that issues tokens for it, as MCP clients require. The 401 and 403 responses of the scheme then contain its address. The resource is
    /// <see cref="WorkOsBearerOptions.Resource"/>, never the host of a request. At the root, the same description is served for clients that do not
    /// know the path, and <c>GET /.well-known/oauth-authorization-server</c> redirects clients from before RFC 9728 to the AuthKit domain.
    /// </summary>
    /// <param name="endpoints">The app. Not a group of routes, because these addresses begin at the root of the host.</param>
    /// <param name="path">The path of the resource, for example <c>/mcp</c>. Default: empty, for a resource that is a whole host.</param>
    /// <param name="authenticationScheme">The bearer scheme. Default: <see cref="WorkOsBearerDefaults.AuthenticationScheme"/>.</param>
    /// <param name="alsoAtRoot">Whether the resource is described at the root, too. Default: <see langword="true"/>. With several resources, all but one need <see langword="false"/>.</param>
    /// <returns>The endpoints, for conventions such as rate limits. They need no authentication.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The endpoints are a group, or the path does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">The scheme has no <see cref="WorkOsBearerOptions.Resource"/> or no <see cref="WorkOsBearerOptions.AuthKitDomain"/>, the resource has another path, or two resources are at the root.</exception>
    /// <remarks>See <see href="https://workos.com/docs/authkit/mcp"/>.</remarks>
    public static IEndpointConventionBuilder MapWorkOsProtectedResource(
        this IEndpointRouteBuilder endpoints,
        string path = "",
        string authenticationScheme = WorkOsBearerDefaults.AuthenticationScheme,
        bool alsoAtRoot = true)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(authenticationScheme);
        if (endpoints is RouteGroupBuilder)
        {
            throw new ArgumentException("Map the resource on the app: its address begins at the root of the host, which a group of routes would change.", nameof(endpoints));
        }

        var trimmed = path.TrimEnd('/');
        if (trimmed.Length > 0 && (trimmed[0] != '/' || trimmed.AsSpan().ContainsAny("{}*?#")))
        {
            throw new ArgumentException("The path must begin with a slash, and have no parameters.", nameof(path));
        }

        return ProtectedResourceEndpoints.Map(endpoints, trimmed, authenticationScheme, alsoAtRoot);
    }
}
