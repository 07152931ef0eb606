using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Defects of tokens of the AuthKit domain, as data for tests. An application must refuse every token with one of them.</summary>
public static class WorkOsSandboxTokenDefects
{
    /// <summary>Defects of any token: signature, header, issuer, subject, time.</summary>
    private static readonly WorkOsSandboxTokenDefect[] Any =
    [
        new("signed by another key", token => token.Signature = WorkOsSandboxSignature.OtherKey),
        new("a changed signature", token => token.Signature = WorkOsSandboxSignature.Broken),
        new("no signature", token => token.Signature = WorkOsSandboxSignature.Missing),
        new("alg none without a signature", token =>
        {
            token.Header["alg"] = "none";
            token.Signature = WorkOsSandboxSignature.Missing;
        }),
        new("alg none with a valid signature", Header("alg", "none")),
        new("HS256 with the public key as the secret", token =>
        {
            token.Header["alg"] = "HS256";
            token.Signature = WorkOsSandboxSignature.HmacWithPublicKey;
        }),
        new("a valid signature of RS512", Header("alg", "RS512")),
        new("a valid signature of PS256", Header("alg", "PS256")),
        new("no alg", Header("alg", null)),
        new("an alg that is no text", Header("alg", 256)),
        new("an unknown kid", Header("kid", "sso_oidc_key_pair_other")),
        new("a critical header", token =>
        {
            token.Header["crit"] = new JsonArray("exp");
            token.Header["exp"] = 1;
        }),
        new("no issuer", Claim("iss", null)),
        new("an empty issuer", Claim("iss", "")),
        new("an issuer that is no text", Claim("iss", new JsonArray("a"))),
        new("another issuer", Claim("iss", "https://other.authkit.app")),
        new("the issuer of WorkOS's API", Claim("iss", "https://api.workos.com")),
        new("the issuer with a slash at its end", token => token.Claims["iss"] = token.Claims["iss"] + "/"),
        new("the issuer in upper case", token => token.Claims["iss"] = token.Claims["iss"]!.ToString().ToUpperInvariant()),
        new("no audience", Claim("aud", null)),
        new("an empty audience", Claim("aud", "")),
        new("an empty list of audiences", Claim("aud", new JsonArray())),
        new("another audience", Claim("aud", "client_other")),
        new("the audience with a slash at its end", token => token.Claims["aud"] = token.Claims["aud"] + "/"),
        new("an audience that is no text", Claim("aud", 1)),
        new("no subject", Claim("sub", null)),
        new("an empty subject", Claim("sub", "")),
        new("a subject that is no text", Claim("sub", 1)),
        new("no expiry", Claim("exp", null)),
        new("an expiry that is no number", Claim("exp", "soon")),
        new("an expiry of an hour ago", token => token.Claims["exp"] = (long)token.Claims["iat"]! - 3600),
        new("valid in an hour only", token => token.Claims["nbf"] = (long)token.Claims["iat"]! + 3600),
        new("issued in an hour", token =>
        {
            token.Claims["exp"] = (long)token.Claims["iat"]! + 7200;
            token.Claims["iat"] = (long)token.Claims["iat"]! + 3600;
        }),
    ];

    /// <summary>Defects of an access token of a user or of a machine.</summary>
    public static IReadOnlyList<WorkOsSandboxTokenDefect> AccessTokens { get; } =
    [
        .. Any,
        new("the claims of an id token", token =>
        {
            token.Claims["aud"] = token.Claims["client_id"]!.DeepClone();
            foreach (var name in new[] { "client_id", "jti", "org_id", "scope", "sid" })
            {
                token.Claims.Remove(name);
            }
        }),
    ];

    /// <summary>Defects of an id token. The defects of the nonce apply if the application sent a nonce.</summary>
    public static IReadOnlyList<WorkOsSandboxTokenDefect> IdTokens { get; } =
    [
        .. Any,
        new("an audience besides the application", token => token.Claims["aud"] = new JsonArray(token.Claims["aud"]!.DeepClone(), "client_other")),
        new("authorized for another application", Claim("azp", "client_other")),
        new("no nonce", Claim("nonce", null)),
        new("another nonce", Claim("nonce", "other")),
        new("a nonce that is no text", Claim("nonce", 1)),
        new("the claims of an access token", token =>
        {
            token.Claims["client_id"] = token.Claims["aud"]!.DeepClone();
            token.Claims["jti"] = SandboxIds.New("");
            token.Claims["scope"] = "openid";
            token.Claims["sid"] = SandboxIds.New("app_consent_");
        }),
    ];

    private static Action<WorkOsSandboxToken> Header(string name, JsonNode? value) => token => Set(token.Header, name, value);

    private static Action<WorkOsSandboxToken> Claim(string name, JsonNode? value) => token => Set(token.Claims, name, value);

    private static void Set(JsonObject members, string name, JsonNode? value)
    {
        if (value is null)
        {
            members.Remove(name);
        }
        else
        {
            members[name] = value.DeepClone();
        }
    }
}
