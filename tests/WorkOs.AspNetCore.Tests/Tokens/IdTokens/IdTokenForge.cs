using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens.IdTokens;

/// <summary>Writes id_tokens of an AuthKit domain, right or wrong. Keys and header are those of <see cref="TokenForge"/>: WorkOS uses the same for both kinds.</summary>
internal static class IdTokenForge
{
    public const string Issuer = "https://acme.authkit.app";
    public const string ClientId = "client_connect_01";
    public const string Nonce = "n-0S6_WzA2Mj";
    public const string AccessToken = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";

    /// <summary>The example of OpenID Connect Core, appendix A.3, for the access token above.</summary>
    public const string AccessTokenHash = "77QmUPtjPfzWtF2AnpK9RQ";

    /// <summary>The claims of an id_token as WorkOS publishes them.</summary>
    public static JsonObject Claims() => new()
    {
        ["iss"] = Issuer,
        ["aud"] = ClientId,
        ["sub"] = "user_01HXYZ",
        ["nonce"] = Nonce,
        ["iat"] = TokenForge.Now,
        ["exp"] = TokenForge.Now + 3600,
        ["email"] = "ada@acme.com",
        ["email_verified"] = true,
        ["name"] = "Ada Lovelace",
    };

    public static string Sign(JsonObject claims) => TokenForge.Sign(TokenForge.Header, claims.ToJsonString());

    public static string With(Action<JsonObject> change)
    {
        var claims = Claims();
        change(claims);
        return Sign(claims);
    }

    /// <summary>The claims with a member that <see cref="JsonObject"/> cannot write, in the place of one that it can.</summary>
    public static string WithRaw(string name, string member)
    {
        var claims = Claims();
        claims.Remove(name);
        return TokenForge.Sign(TokenForge.Header, claims.ToJsonString()[..^1] + "," + member + "}");
    }

    public static IdTokenValidator Validator(FakeClock? clock = null, Func<Task<SigningKeySet?>>? fetch = null)
    {
        clock ??= new FakeClock();
        var keys = new SigningKeyCache(fetch ?? (() => Task.FromResult<SigningKeySet?>(TokenForge.ReadKeys(TokenForge.KeySet))), clock);
        return new IdTokenValidator(keys, new IdTokenRules(Issuer, ClientId, clock));
    }

    public static async Task<IdTokenValidation> ValidateAsync(string token) =>
        await Validator().ValidateAsync(token, IdTokenExpectation.OfSignIn(AccessToken, Nonce), CancellationToken.None);
}
