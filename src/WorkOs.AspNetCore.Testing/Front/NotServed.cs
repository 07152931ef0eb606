using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Answers requests for endpoints that the sandbox does not have with 501, so that a developer can distinguish them from a "not found" of WorkOS. A
/// path that has other methods, or that belongs to the other origin, is answered with 404, and so are paths below <c>/.well-known</c>, which clients
/// only probe for.
/// </summary>
internal sealed class NotServed
{
    // Endpoints that an environment does not have until they are enabled.
    private static readonly string[] Optional = [WorkOsSandboxEndpoints.ConnectRegistration, WorkOsSandboxEndpoints.ConnectRevocation];

    private readonly ConcurrentBag<TemplateMatcher> _known = [.. Optional.Select(Matcher)];

    /// <summary>Maps the fallback of an origin. Call it after the other endpoints of the origin are mapped.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var endpoint in endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            _known.Add(Matcher(endpoint.RoutePattern.RawText!));
        }

        endpoints.MapFallback("{**path}", HandleAsync);
    }

    private Task HandleAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        return path.StartsWithSegments("/.well-known", StringComparison.Ordinal) || _known.Any(known => known.TryMatch(path, []))
            ? context.WriteMessageAsync(StatusCodes.Status404NotFound, "Not Found")
            : context.WriteMessageAsync(
                StatusCodes.Status501NotImplemented, $"WorkOsSandbox does not serve {method} {path.Value}.", "not_served_by_sandbox");
    }

    private static TemplateMatcher Matcher(string path) => new(TemplateParser.Parse(path), []);
}
