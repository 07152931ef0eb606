namespace SampleSite.Api;

/// <summary>What the site's API says about whoever calls it.</summary>
public sealed record WhoAmI(string? User, string? Organization, IReadOnlyList<string> Permissions);
