using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace WorkOs.AspNetCore;

/// <summary>The endpoints that the app has mapped, once it has started.</summary>
internal sealed class AppEndpoints(IReadOnlyList<RouteEndpoint> endpoints)
{
    /// <summary>Whether there are any. If an app responds with middleware only, its paths are unknown.</summary>
    public bool AreKnown => endpoints.Count > 0;

    public bool HaveSignOut => SignOuts.Any();

    /// <summary>A pattern that two sign-out endpoints share, so that routing cannot choose between them.</summary>
    public string? TwiceMappedSignOut => SignOuts
        .Where(static endpoint => endpoint.Metadata.GetMetadata<IHostMetadata>() is null)
        .GroupBy(static endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), StringComparer.OrdinalIgnoreCase)
        .FirstOrDefault(static group => group.Count() > 1)?.Key;

    private IEnumerable<RouteEndpoint> SignOuts => endpoints.Where(static endpoint => endpoint.Metadata.GetMetadata<SignOutEndpointMetadata>() is not null);

    public static AppEndpoints Of(IServiceProvider services) =>
        new(services.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>().ToList() ?? []);

    /// <summary>Whether a GET request for the path has an endpoint. Assumes that the constraints of a route are met.</summary>
    public bool Answer(PathString path) => endpoints.Any(endpoint => AcceptsGet(endpoint) && Matches(endpoint.RoutePattern, path));

    private static bool AcceptsGet(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>()?.SuppressMatching != true
        && (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase));

    // A conventional route of MVC has parameters for controller and action, and each of its endpoints requires its own values.
    private static bool Matches(RoutePattern pattern, PathString path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults)).TryMatch(path, values)
            && pattern.RequiredValues.All(required =>
                pattern.GetParameter(required.Key) is null
                || ReferenceEquals(required.Value, RoutePattern.RequiredValueAny)
                || string.Equals(values[required.Key]?.ToString() ?? "", required.Value?.ToString() ?? "", StringComparison.OrdinalIgnoreCase));
    }
}
