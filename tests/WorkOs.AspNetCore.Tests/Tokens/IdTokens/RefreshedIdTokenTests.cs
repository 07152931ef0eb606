using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Tokens.IdTokens;

/// <summary>OpenID Connect Core 12.2: what the id_token of a refresh must have in common with that of the sign-in.</summary>
[Trait("Room", "Tokens")]
public sealed class RefreshedIdTokenTests
{
    private const long Authenticated = TokenForge.Now - 90;

    private static readonly Dictionary<string, Case> Cases = new Case[]
    {
        new("nothing more than at the sign-in", null, static _ => { }, null),
        new("without the nonce", null, static refreshed => refreshed.Remove("nonce"), null),
        new("the nonce of another sign-in", null, static refreshed => refreshed["nonce"] = "another", "InvalidNonce"),
        new("the nonce in other letters", null, static refreshed => refreshed["nonce"] = IdTokenForge.Nonce.ToUpperInvariant(), "InvalidNonce"),
        new("an empty nonce", null, static refreshed => refreshed["nonce"] = "", "InvalidNonce"),
        new("a number as the nonce", null, static refreshed => refreshed["nonce"] = 1, "InvalidNonce"),
        new("null as the nonce", null, static refreshed => refreshed["nonce"] = null, "InvalidNonce"),
        new("another issuer", null, static refreshed => refreshed["iss"] = "https://other.authkit.app", "InvalidIssuer"),
        new("another application", null, static refreshed => refreshed["aud"] = "client_other", "InvalidAudience"),
        new("a further application", null, static refreshed => refreshed["aud"] = new JsonArray(IdTokenForge.ClientId, "client_other"), "SeveralAudiences"),
        new("no audience", null, static refreshed => refreshed.Remove("aud"), "InvalidAudience"),
        new("issued long before", null, static refreshed => refreshed["iat"] = TokenForge.Now - 3600, "IssuedTooLongAgo"),
        new("an azp that was not there", null, static refreshed => refreshed["azp"] = IdTokenForge.ClientId, "InvalidAuthorizedParty"),
        new("the azp that was there", static first => first["azp"] = IdTokenForge.ClientId, static _ => { }, null),
        new("without the azp that was there", static first => first["azp"] = IdTokenForge.ClientId, static refreshed => refreshed.Remove("azp"), "InvalidAuthorizedParty"),
        new("another azp than was there", static first => first["azp"] = IdTokenForge.ClientId, static refreshed => refreshed["azp"] = "client_other", "InvalidAuthorizedParty"),
        new("the auth_time that was there", static first => first["auth_time"] = Authenticated, static _ => { }, null),
        new("without the auth_time that was there", static first => first["auth_time"] = Authenticated, static refreshed => refreshed.Remove("auth_time"), null),
        new("a later auth_time than was there", static first => first["auth_time"] = Authenticated, static refreshed => refreshed["auth_time"] = Authenticated + 1, "InvalidAuthenticationTime"),
        new("an earlier auth_time than was there", static first => first["auth_time"] = Authenticated, static refreshed => refreshed["auth_time"] = Authenticated - 1, "InvalidAuthenticationTime"),
        new("an auth_time before the sign-in, which said none", null, static refreshed => refreshed["auth_time"] = Authenticated, null),
        new("an auth_time after the sign-in, which said none", null, static refreshed => refreshed["auth_time"] = TokenForge.Now + 31, "InvalidAuthenticationTime"),
        new("a text as the auth_time", static first => first["auth_time"] = Authenticated, static refreshed => refreshed["auth_time"] = $"{Authenticated}", "InvalidAuthenticationTime"),
        new("null as the auth_time", null, static refreshed => refreshed["auth_time"] = null, "InvalidAuthenticationTime"),
    }.ToDictionary(static row => row.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_of_a_refresh_repeats_what_that_of_the_sign_in_said(string name)
    {
        var (_, changeFirst, change, refusal) = Cases[name];
        var claims = IdTokenForge.Claims();
        changeFirst?.Invoke(claims);
        var original = OriginalIdToken.Parse(OriginalIdToken.Of(JsonElement.Parse(claims.ToJsonString())).ToText());
        change(claims);

        Assert.NotNull(original);
        Assert.Equal(refusal, await RefusalOfAsync(claims, original));
    }

    [Theory]
    [InlineData("nonce", "InvalidNonce")]
    [InlineData("azp", "InvalidAuthorizedParty")]
    [InlineData("auth_time", "InvalidAuthenticationTime")]
    [InlineData("none of them", null)]
    public async Task What_cannot_be_compared_is_refused(string claim, string? refusal)
    {
        var claims = IdTokenForge.Claims();
        claims.Remove("nonce");
        if (refusal is not null)
        {
            claims[claim] = claim switch { "nonce" => IdTokenForge.Nonce, "azp" => IdTokenForge.ClientId, _ => Authenticated };
        }

        Assert.Equal(refusal, await RefusalOfAsync(claims, original: null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonce")]
    [InlineData("nonce 1 2")]
    [InlineData(" 1 2 azp")]
    [InlineData("nonce x 2 azp")]
    [InlineData("nonce 1 2 azp more")]
    public void What_is_no_original_is_read_as_none(string? text) => Assert.Null(OriginalIdToken.Parse(text));

    private static async Task<string?> RefusalOfAsync(JsonObject claims, OriginalIdToken? original) =>
        (await IdTokenForge.Validator().ValidateAsync(
            IdTokenForge.Sign(claims), IdTokenExpectation.OfRefresh(IdTokenForge.AccessToken, original), CancellationToken.None)).Refusal;

    private sealed record Case(string Name, Action<JsonObject>? ChangeFirst, Action<JsonObject> Change, string? Refusal);
}
