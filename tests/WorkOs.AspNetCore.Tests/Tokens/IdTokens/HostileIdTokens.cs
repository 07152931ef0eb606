using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Tokens.IdTokens;

/// <summary>Genuine signatures over the claims of an id_token that do not hold: OpenID Connect Core 3.1.3.7, point by point.</summary>
internal static class HostileIdTokens
{
    private const string Issuer = IdTokenForge.Issuer;
    private const string Client = IdTokenForge.ClientId;
    private const long Now = TokenForge.Now;

    public static IReadOnlyDictionary<string, (string Refusal, Func<string> Make)> All { get; } =
        new[] { Kinds, Issuers, Audiences, Parties, Nonces, Subjects, Dates, Hashes, Shapes }
            .SelectMany(group => group())
            .ToDictionary(row => row.Name, row => (row.Refusal, row.Make), StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Kinds() =>
    [
        Row("an access token of Connect", "AccessToken", claims =>
        {
            claims.Remove("nonce");
            claims["client_id"] = Client;
            claims["sid"] = "app_consent_01";
            claims["jti"] = "01J";
            claims["scope"] = "openid profile";
        }),
        Row("an access token with our audience and nonce", "AccessToken", claims => claims["client_id"] = Client),
        Row("an access token that only has a scope", "AccessToken", claims => claims["scope"] = "openid"),
        Row("a client_id of another application", "AccessToken", claims => claims["client_id"] = "client_other"),
        Row("a client_id that is null", "AccessToken", claims => claims["client_id"] = null),
        Row("a machine's token", "AccessToken", claims => (claims["sub"], claims["client_id"]) = (Client, Client)),
        Row("a token of an AuthKit session", "InvalidNonce", () => TokenForge.Good()),
        Row("a token without any claims", "InvalidNonce", () => TokenForge.Sign(TokenForge.Header, "{}")),
        Row("a logout token", "InvalidNonce", claims =>
        {
            claims.Remove("nonce");
            claims["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() };
        }),
        Row("the type of an access token", "UnsupportedType", () => WithType("at+jwt")),
        Row("the type of an access token in capitals", "UnsupportedType", () => WithType("AT+JWT")),
        Row("the media type of an access token", "UnsupportedType", () => WithType("application/at+jwt")),
        Row("the type of a logout token", "UnsupportedType", () => WithType("logout+jwt")),
        Row("the type of a DPoP proof", "UnsupportedType", () => WithType("dpop+jwt")),
        Row("the type of a client's proof", "UnsupportedType", () => WithType("client-authentication+jwt")),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Issuers() =>
    [
        Missing("iss", "InvalidIssuer"),
        .. Wrong("iss", "InvalidIssuer", [
            ("of another domain", "https://evil.authkit.app"),
            ("with a slash", Issuer + "/"),
            ("with a path", Issuer + "/oauth2"),
            ("with its port", Issuer + ":443"),
            ("with a query", Issuer + "?"),
            ("with a fragment", Issuer + "#"),
            ("over http", "http://acme.authkit.app"),
            ("without scheme", "acme.authkit.app"),
            ("in another case", "https://ACME.authkit.app"),
            ("of a host below", "https://x.acme.authkit.app"),
            ("of a host that begins the same", Issuer + ".evil.example"),
            ("with a user", "https://acme.authkit.app@evil.example"),
            ("of the API", "https://api.workos.com"),
            ("of the API for the client", "https://api.workos.com/user_management/" + Client),
            ("that looks the same", "https://аcme.authkit.app"),
            ("with a space before it", " " + Issuer),
            ("with a space behind it", Issuer + " "),
            ("with a null character behind it", Issuer + "\0"),
            ("empty", ""),
        ]),
        .. Mistyped("iss", "InvalidIssuer", Issuer),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Audiences() =>
    [
        Missing("aud", "InvalidAudience"),
        .. Wrong("aud", "InvalidAudience", [
            ("of another application", "client_connect_02"),
            ("of the environment", "client_environment"),
            ("with more behind it", Client + "1"),
            ("that ours begins with", Client[..^1]),
            ("in another case", Client.ToUpperInvariant()),
            ("of an API", "https://api.acme.com"),
            ("of the issuer", Issuer),
            ("of two with a space", Client + " client_connect_02"),
            ("with a space behind it", Client + " "),
            ("that is a wildcard", "*"),
            ("empty", ""),
        ]),
        Row("aud null", "InvalidAudience", claims => claims["aud"] = null),
        Row("aud a number", "InvalidAudience", claims => claims["aud"] = 1),
        Row("aud an object", "InvalidAudience", claims => claims["aud"] = new JsonObject { ["0"] = Client }),
        Row("aud true", "InvalidAudience", claims => claims["aud"] = true),
        Row("aud an empty list", "InvalidAudience", claims => claims["aud"] = new JsonArray()),
        Row("aud a list of another application", "InvalidAudience", claims => claims["aud"] = new JsonArray("client_connect_02")),
        Row("aud a list of null", "InvalidAudience", claims => claims["aud"] = new JsonArray((JsonNode?)null)),
        Row("aud a list in a list", "InvalidAudience", claims => claims["aud"] = new JsonArray(new JsonArray(Client))),
        Row("aud ours and another", "SeveralAudiences", claims => claims["aud"] = new JsonArray(Client, "client_connect_02")),
        Row("aud another and ours", "SeveralAudiences", claims => claims["aud"] = new JsonArray("client_connect_02", Client)),
        Row("aud ours twice", "SeveralAudiences", claims => claims["aud"] = new JsonArray(Client, Client)),
        Row("aud ours and an API", "SeveralAudiences", claims => claims["aud"] = new JsonArray(Client, "https://api.acme.com")),
        Row("aud ours and another, azp ours", "SeveralAudiences", claims => (claims["aud"], claims["azp"]) = (new JsonArray(Client, "client_connect_02"), Client)),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Parties() =>
    [
        .. Wrong("azp", "InvalidAuthorizedParty", [
            ("of another application", "client_connect_02"),
            ("of the environment", "client_environment"),
            ("in another case", Client.ToUpperInvariant()),
            ("with a space behind it", Client + " "),
            ("empty", ""),
        ]),
        .. Mistyped("azp", "InvalidAuthorizedParty", Client),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Nonces() =>
    [
        Missing("nonce", "InvalidNonce"),
        .. Wrong("nonce", "InvalidNonce", [
            ("of another sign-in", "n-of-another-sign-in"),
            ("with more behind it", IdTokenForge.Nonce + "x"),
            ("that ours begins with", IdTokenForge.Nonce[..^1]),
            ("in another case", IdTokenForge.Nonce.ToUpperInvariant()),
            ("with a space behind it", IdTokenForge.Nonce + " "),
            ("with a null character behind it", IdTokenForge.Nonce + "\0"),
            ("empty", ""),
        ]),
        .. Mistyped("nonce", "InvalidNonce", IdTokenForge.Nonce),
        Row("nonce under another name", "InvalidNonce", claims =>
        {
            claims.Remove("nonce");
            claims["Nonce"] = IdTokenForge.Nonce;
        }),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Subjects() =>
    [
        Missing("sub", "MissingSubject"),
        Row("sub empty", "MissingSubject", claims => claims["sub"] = ""),
        .. Mistyped("sub", "MissingSubject", "user_01HXYZ"),
        .. Wrong("sub", "InvalidSubject", [
            ("of 256 characters", new string('u', 256)),
            ("of ten thousand characters", new string('u', 10_000)),
            ("with a space", "user 01"),
            ("with a space behind it", "user_01HXYZ "),
            ("with a line break", "user_01\nforged"),
            ("with a tab", "user_01\t"),
            ("with a null character", "user_01\0"),
            ("with a delete character", "user_01\u007f"),
            ("with an invisible character", "user_01\u200b"),
            ("beyond ASCII", "usér_01"),
            ("that looks the same", "usеr_01HXYZ"),
            ("written from right to left", "\u202euser_01"),
        ]),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Dates() =>
    [
        Missing("exp", "MissingExpiry"),
        Missing("iat", "MissingIssuedAt"),
        Row("exp just past, skew allowed for", "Expired", claims => claims["exp"] = Now - 30),
        Row("exp an hour ago", "Expired", claims => claims["exp"] = Now - 3600),
        Row("exp in 1970", "Expired", claims => claims["exp"] = 0),
        Row("iat in the future, skew allowed for", "IssuedInFuture", claims => claims["iat"] = Now + 31),
        Row("iat an hour ahead", "IssuedInFuture", claims => claims["iat"] = Now + 3600),
        Row("iat in milliseconds", "Malformed", claims => claims["iat"] = Now * 1000),
        Row("iat just too long ago", "IssuedTooLongAgo", claims => claims["iat"] = Now - 631),
        Row("iat a day ago", "IssuedTooLongAgo", claims => claims["iat"] = Now - 86400),
        Row("iat in 1970", "IssuedTooLongAgo", claims => claims["iat"] = 0),
        Row("nbf in the future, skew allowed for", "NotYetValid", claims => claims["nbf"] = Now + 31),
        Row("nbf a string", "Malformed", claims => claims["nbf"] = $"{Now}"),
        Row("nbf null", "Malformed", claims => claims["nbf"] = null),
        .. new[] { "exp", "iat" }.SelectMany(name => new (string, string, Func<string>)[]
        {
            Row($"{name} null", "Malformed", claims => claims[name] = null),
            Row($"{name} a string", "Malformed", claims => claims[name] = $"{Now}"),
            Row($"{name} true", "Malformed", claims => claims[name] = true),
            Row($"{name} a list", "Malformed", claims => claims[name] = new JsonArray(Now)),
            Row($"{name} an object", "Malformed", claims => claims[name] = new JsonObject()),
            Row($"{name} negative", "Malformed", claims => claims[name] = -1),
            Row($"{name} with an exponent", "Malformed", () => IdTokenForge.WithRaw(name, $"\"{name}\":2e9")),
            Row($"{name} beyond the year 9999", "Malformed", claims => claims[name] = 253402300800),
            Row($"{name} beyond 64 bits", "Malformed", () => IdTokenForge.WithRaw(name, $"\"{name}\":18446744073709551616")),
            Row($"{name} of a thousand digits", "Malformed", () => IdTokenForge.WithRaw(name, $"\"{name}\":{new string('9', 1000)}")),
        }),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Hashes() =>
    [
        .. Wrong("at_hash", "InvalidAccessTokenHash", [
            ("of another access token", "aaaaaaaaaaaaaaaaaaaaaa"),
            ("of the whole digest", "77QmUPtjPfzWtF2AnpK9RSN7OQJbZoU1mQWPLkHgPZo"),
            ("padded", IdTokenForge.AccessTokenHash + "=="),
            ("in another case", IdTokenForge.AccessTokenHash.ToLowerInvariant()),
            ("empty", ""),
        ]),
        .. Mistyped("at_hash", "InvalidAccessTokenHash", IdTokenForge.AccessTokenHash),
    ];

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Shapes() =>
    [
        .. new[] { "iss", "aud", "sub", "nonce", "exp", "iat", "email", "azp" }.Select(name => Row(
            $"{name} twice", "Malformed", () => TokenForge.Sign(TokenForge.Header, $"{{\"{name}\":1," + IdTokenForge.Claims().ToJsonString()[1..^1] + $",\"{name}\":1}}"))),
        Row("nonce twice, once escaped", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString()[..^1] + ",\"n\\u006fnce\":\"x\"}")),
        Row("claims in a list", "Malformed", () => Payload($"[{IdTokenForge.Claims().ToJsonString()}]")),
        Row("claims null", "Malformed", () => Payload("null")),
        Row("claims a string", "Malformed", () => Payload("\"user_01\"")),
        Row("claims cut off", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString()[..^1])),
        Row("claims twice", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString() + IdTokenForge.Claims().ToJsonString())),
        Row("claims with a comment", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString() + "/**/")),
        Row("claims with a trailing comma", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString()[..^1] + ",}")),
        Row("claims with half a surrogate pair", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString()[..^1] + ",\"name2\":\"\\ud800\"}")),
        Row("claims too deep", "Malformed", () => Payload(IdTokenForge.Claims().ToJsonString()[..^1] + $",\"x\":{new string('[', 200)}{new string(']', 200)}}}")),
        Row("claims that are not UTF-8", "Malformed", () => TokenForge.Sign("""{"alg":"RS256"}"""u8.ToArray(), [.. "{\"iss\":\""u8, 0xff, .. "\"}"u8])),
        Row("no claims at all", "Malformed", () => Payload("")),
    ];

    private static string Payload(string payload) => TokenForge.Sign(TokenForge.Header, payload);

    private static string WithType(string type) =>
        TokenForge.Sign($$"""{"alg":"RS256","kid":"{{TokenForge.KeyId}}","typ":"{{type}}"}""", IdTokenForge.Claims().ToJsonString());

    private static (string Name, string Refusal, Func<string> Make) Row(string name, string refusal, Func<string> make) => (name, refusal, make);

    private static (string Name, string Refusal, Func<string> Make) Row(string name, string refusal, Action<JsonObject> change) =>
        (name, refusal, () => IdTokenForge.With(change));

    private static (string Name, string Refusal, Func<string> Make) Missing(string claim, string refusal) =>
        Row($"{claim} missing", refusal, claims => claims.Remove(claim));

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Wrong(string claim, string refusal, (string Name, string Value)[] values) =>
        values.Select(value => Row($"{claim} {value.Name}", refusal, claims => claims[claim] = value.Value));

    private static IEnumerable<(string Name, string Refusal, Func<string> Make)> Mistyped(string claim, string refusal, string right) =>
    [
        Row($"{claim} null", refusal, claims => claims[claim] = null),
        Row($"{claim} a number", refusal, claims => claims[claim] = 1),
        Row($"{claim} true", refusal, claims => claims[claim] = true),
        Row($"{claim} in a list", refusal, claims => claims[claim] = new JsonArray(right)),
        Row($"{claim} in an object", refusal, claims => claims[claim] = new JsonObject { ["value"] = right }),
    ];
}
