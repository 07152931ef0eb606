using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The answer to what the sandbox does not serve: 501, so that nobody takes it for WorkOS's own "not found" and looks for a mistake of
/// their own. A path that is served with other methods, or at the other origin, answers 404, as does what clients only probe for.
/// </summary>
internal sealed class NotServed
{
    // Endpoints that an environment does not have before they are switched on.
    private static readonly string[] Optional = [WorkOsSandboxEndpoints.ConnectRegistration, WorkOsSandboxEndpoints.ConnectRevocation];

    private readonly ConcurrentBag<TemplateMatcher> _known = [.. Optional.Select(Matcher)];

    /// <summary>Answers for an origin whose other endpoints are mapped.</summary>
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
