using System.Text.RegularExpressions;

namespace LiveCheck.Shapes;

/// <summary>
/// The descriptions that the report shows instead of values: kinds from a fixed list, known texts of the protocol, and, in fields for codes, codes
/// that consist of letters and underscores.
/// </summary>
internal static partial class Kinds
{
    private static readonly string[] Prefixes =
    [
        "api_key_", "app_consent_", "authkit_oauth_resource_", "client_", "conn_", "conn_app_", "org_", "org_domain_", "om_", "prof_", "session_",
        "sso_oidc_key_pair_", "user_",
    ];

    private static readonly string[] CodeFields =
    [
        "auth_method", "authentication_method", "code", "connection_type", "error", "kty", "object", "state", "status", "token_type", "use",
    ];

    // Texts of the protocol, which are shown in any field.
    private static readonly string[] KnownTexts =
    [
        "RS256", "S256", "RSA", "authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code",
        "code", "query", "public", "none", "client_secret_basic", "client_secret_post", "email", "offline_access", "openid", "profile",
    ];

    /// <summary>The kind of a string in a field with this name.</summary>
    public static string Of(string field, string text) =>
        KnownTexts.Contains(text, StringComparer.Ordinal) ? text
        : CodeFields.Contains(field, StringComparer.Ordinal) && Code().IsMatch(text) ? text
        : Jwt().IsMatch(text) ? "jwt"
        : Time().IsMatch(text) ? "time"
        : EMail().IsMatch(text) ? "email"
        : text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal) ? "url"
        : Prefixes.Where(prefix => text.StartsWith(prefix, StringComparison.Ordinal)).MaxBy(prefix => prefix.Length) is { } known ? known + "…"
        : "text";

    /// <summary>The name of a field, if it can't be a value: some objects use values as names.</summary>
    public static string Name(string field) => FieldName().IsMatch(field) ? field : "(a name with other characters)";

    [GeneratedRegex("^[A-Za-z_]{1,60}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^eyJ[\w-]+\.[\w-]+\.[\w-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EMail();

    [GeneratedRegex("^(?:[A-Za-z_]{1,40}|x5c|x5t#S256)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldName();
}
