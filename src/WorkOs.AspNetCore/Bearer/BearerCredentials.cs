namespace WorkOs.AspNetCore;

/// <summary>The two headers of RFC 6750: <c>Authorization</c>, which carries the token, and <c>WWW-Authenticate</c>, which answers a request without a valid one.</summary>
internal static class BearerCredentials
{
    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";

    private const string Prefix = "Bearer ";

    /// <summary>
    /// The token of the <c>Authorization</c> header, unchecked. Where the header was sent twice, the values are joined with a
    /// comma, which no valid token contains.
    /// </summary>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim(' ') : null;
    }

    public static void WriteChallenge(HttpResponse response, string? error, string? description = null, string? uri = null)
    {
        var parameters = new[] { ("error", error), ("error_description", description), ("error_uri", uri) }
            .Where(parameter => !string.IsNullOrEmpty(parameter.Item2))
            .Select(parameter => $"{parameter.Item1}=\"{Quotable(parameter.Item2!)}\"");
        response.Headers.Append("WWW-Authenticate", $"Bearer {string.Join(", ", parameters)}".TrimEnd());
    }

    /// <summary>RFC 6750 section 3: printable ASCII without the quote and the backslash.</summary>
    private static string Quotable(string text) =>
        string.Concat(text.Select(c => c is < ' ' or > '~' or '"' or '\\' ? ' ' : c));
}
