namespace WorkOs.AspNetCore.Testing;

/// <summary>The <c>scope</c> parameter: slugs separated by spaces.</summary>
internal static class ScopeList
{
    /// <summary>The scopes of a request without a <c>scope</c> parameter.</summary>
    public static IReadOnlyList<string> Default { get; } = ["openid", "profile", "email"];

    /// <summary>The scopes that an application with users requests, or null if it may not request one of them.</summary>
    public static IReadOnlyList<string>? Requested(WorkOsSandboxConnectApplication application, string? scope)
    {
        var scopes = Split(scope) is { Count: > 0 } some ? some : Default;
        return scopes.All(application.Allows) ? scopes : null;
    }

    /// <summary>
    /// The scopes of a machine token: the requested scopes, all scopes if it requests none, or null if it requests one that it does not have.
    /// </summary>
    public static IReadOnlyList<string>? OfMachine(WorkOsSandboxConnectApplication application, string? scope) =>
        Narrowed(application.Scopes, scope);

    /// <summary>The requested scopes, all granted scopes if none is requested, or null if a requested scope was not granted.</summary>
    public static IReadOnlyList<string>? Narrowed(IReadOnlyList<string> granted, string? scope)
    {
        var asked = Split(scope);
        return asked.Count == 0 ? granted : asked.TrueForAll(one => granted.Contains(one, StringComparer.Ordinal)) ? asked : null;
    }

    private static List<string> Split(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
