namespace WorkOs.AspNetCore.Testing;

/// <summary>Matches request paths to the path parameters of the sandbox's methods.</summary>
internal static class SandboxPath
{
    /// <summary>A path matches itself. A path with a trailing slash matches all paths below it.</summary>
    public static bool Covers(string named, string path) =>
        named.EndsWith('/') ? path.StartsWith(named, StringComparison.Ordinal) : path == named;
}
