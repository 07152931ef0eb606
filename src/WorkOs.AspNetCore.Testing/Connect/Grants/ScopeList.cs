namespace WorkOs.AspNetCore.Testing;

/// <summary>The <c>scope</c> parameter: slugs with spaces between them.</summary>
internal static class ScopeList
{
    /// <summary>What is meant where no scope is named.</summary>
    public static IReadOnlyList<string> Default { get; } = ["openid", "profile", "email"];

    /// <summary>What a user's application asks for, or null when it may not ask for one of them.</summary>
    public static IReadOnlyList<string>? Requested(WorkOsSandboxConnectApplication application, string? scope)
    {
        var scopes = Split(scope) is { Count: > 0 } some ? some : Default;
        return scopes.All(application.Allows) ? scopes : null;
    }

    /// <summary>What a machine gets: all of its scopes, unless it asks for fewer; null when it asks for another.</summary>
    public static IReadOnlyList<string>? OfMachine(WorkOsSandboxConnectApplication application, string? scope) =>
        Narrowed(application.Scopes, scope);

    /// <summary>The granted scopes, or those of them that are asked for; null when another is asked for.</summary>
    public static IReadOnlyList<string>? Narrowed(IReadOnlyList<string> granted, string? scope)
    {
        var asked = Split(scope);
        return asked.Count == 0 ? granted : asked.TrueForAll(one => granted.Contains(one, StringComparer.Ordinal)) ? asked : null;
    }

    private static List<string> Split(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
