namespace SampleSite.Api;

/// <summary>The response of the site's API about its caller.</summary>
public sealed record WhoAmI(string? User, string? Organization, IReadOnlyList<string> Permissions);
