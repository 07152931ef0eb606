namespace WorkOs.AspNetCore.Testing;

/// <summary>How a path is named in the sandbox's methods.</summary>
internal static class SandboxPath
{
    /// <summary>A path means itself; one that ends in a slash, everything below.</summary>
    public static bool Covers(string named, string path) =>
        named.EndsWith('/') ? path.StartsWith(named, StringComparison.Ordinal) : path == named;
}
