namespace WorkOs.AspNetCore.Testing;

/// <summary>The redirects of an environment. If none is registered, loopback URLs are allowed.</summary>
internal sealed class RedirectList(IReadOnlyList<RedirectPattern> patterns, bool anyPath = false)
{
    private static readonly string[] LoopbackOrigins =
    [
        "http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*", "https://localhost:*", "https://127.0.0.1:*", "https://[::1]:*",
    ];

    /// <summary>The redirects as they were registered.</summary>
    public IEnumerable<string> Texts => patterns.Select(pattern => pattern.Text);

    public static RedirectList LoopbackPaths(params ReadOnlySpan<string> paths)
    {
        var patterns = new List<RedirectPattern>();
        foreach (var path in paths)
        {
            patterns.AddRange(LoopbackOrigins.Select(origin => RedirectPattern.Parse(origin + path)));
        }

        return new(patterns);
    }

    public static RedirectList AnyLoopback() => new([.. LoopbackOrigins.Select(RedirectPattern.Parse)], anyPath: true);

    public bool Allows(string candidate) => patterns.Any(pattern => pattern.Matches(candidate, anyPath));
}
