using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads and writes the two headers of RFC 6750: <c>Authorization</c>, which contains the token, and <c>WWW-Authenticate</c>, the challenge for a
/// request without a valid one.
/// </summary>
internal static class BearerCredentials
{
    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";

    private const string Prefix = "Bearer ";

    /// <summary>
    /// Returns the token of the <c>Authorization</c> header, unchecked. If the header was sent twice, the values are joined with a comma, which no
    /// valid token contains.
    /// </summary>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim(' ') : null;
    }

    public static void WriteChallenge(HttpResponse response, string? error, string? description = null, string? uri = null) =>
        WriteChallenge(response, ("error", error), ("error_description", description), ("error_uri", uri));

    /// <summary>Writes one header with one challenge: RFC 6750 section 3 and RFC 9728 section 5.1. Parameters without a value are omitted.</summary>
    public static void WriteChallenge(HttpResponse response, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var challenge = new StringBuilder("Bearer");
        var separator = " ";
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                challenge.Append(separator).Append(name).Append("=\"").Append(Quotable(value)).Append('"');
                separator = ", ";
            }
        }

        response.Headers.Append("WWW-Authenticate", challenge.ToString());
    }

    /// <summary>Returns printable ASCII without the quote, the backslash and the comma, at which clients split the header.</summary>
    private static string Quotable(string text) =>
        string.Concat(text.Select(c => c is < ' ' or > '~' or '"' or '\\' or ',' ? ' ' : c));
}
