namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Who is signed in, as a machine says.</summary>
internal sealed record WhoIsSignedIn(string? User, string? Session, string? Organization, string? Role);
