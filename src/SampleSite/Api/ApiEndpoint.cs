namespace SampleSite.Api;

/// <summary>An endpoint of the site's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Requirement">A description of what a caller needs.</param>
public sealed record ApiEndpoint(string Method, string Path, string Requirement);
