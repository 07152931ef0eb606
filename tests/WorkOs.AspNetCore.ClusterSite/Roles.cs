namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>What a process of this program is: the first of its arguments.</summary>
internal static class Roles
{
    /// <summary>The sample, configured by <see cref="SiteSettings"/>.</summary>
    public const string Site = "site";

    /// <summary>WorkOS: the sandbox, behind a gateway that can lose and hold its replies.</summary>
    public const string WorkOs = "workos";
}
