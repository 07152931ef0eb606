using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens.IdTokens;

[Trait("Room", "Tokens")]
public sealed class IdTokenValidatorTests
{
    // What is wrong with these shows before the claims are read, so that it is wrong with every kind of token.
    private static readonly Dictionary<string, HostileToken> NotOfTheClaims =
        new[] { HostileHeaders.All, HostileSignatures.All }.SelectMany(group => group).ToDictionary(token => token.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> GoodOnes = new(StringComparer.Ordinal)
    {
        ["as WorkOS publishes it"] = IdTokenForge.Sign(IdTokenForge.Claims()),
        ["audience in a list of one"] = IdTokenForge.With(claims => claims["aud"] = new JsonArray(IdTokenForge.ClientId)),
        ["azp ours"] = IdTokenForge.With(claims => claims["azp"] = IdTokenForge.ClientId),
        ["at_hash right"] = IdTokenForge.With(claims => claims["at_hash"] = IdTokenForge.AccessTokenHash),
        ["exp at the edge of the skew"] = IdTokenForge.With(claims => claims["exp"] = TokenForge.Now - 29),
        ["iat at the edge of the skew"] = IdTokenForge.With(claims => claims["iat"] = TokenForge.Now + 30),
        ["iat as old as may be"] = IdTokenForge.With(claims => claims["iat"] = TokenForge.Now - 630),
        ["nbf at the edge of the skew"] = IdTokenForge.With(claims => claims["nbf"] = TokenForge.Now + 30),
        ["iat with a fraction"] = IdTokenForge.With(claims => claims["iat"] = TokenForge.Now - 0.5),
        ["sub of 255 characters"] = IdTokenForge.With(claims => claims["sub"] = new string('u', 255)),
        ["sid and jti beside the rest"] = IdTokenForge.With(claims => (claims["sid"], claims["jti"]) = ("s", "j")),
        ["claims that nobody knows"] = IdTokenForge.With(claims => claims["x"] = new JsonObject { ["client_id"] = "nested" }),
        ["no typ"] = TokenForge.Sign($$"""{"alg":"RS256","kid":"{{TokenForge.KeyId}}"}""", IdTokenForge.Claims().ToJsonString()),
    };

    public static TheoryData<string> GoodNames => new(GoodOnes.Keys);

    public static TheoryData<string> HostileNames => new(HostileIdTokens.All.Keys);

    public static TheoryData<string> OtherNames => new(NotOfTheClaims.Keys);

    [Theory]
    [MemberData(nameof(GoodNames))]
    public async Task A_good_token_is_accepted(string name)
    {
        var outcome = await IdTokenForge.ValidateAsync(GoodOnes[name]);

        Assert.Null(outcome.Refusal);
        Assert.Equal("ada@acme.com", outcome.Claims!.Value.GetStringOrNull("email"));
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_hostile_token_is_refused_for_what_it_is(string name) =>
        Assert.Equal(HostileIdTokens.All[name].Refusal, (await IdTokenForge.ValidateAsync(HostileIdTokens.All[name].Make())).Refusal);

    [Theory]
    [MemberData(nameof(OtherNames))]
    public async Task What_no_access_token_may_be_no_id_token_may_be(string name) =>
        Assert.Equal(NotOfTheClaims[name].Failure.ToString(), (await IdTokenForge.ValidateAsync(NotOfTheClaims[name].Make())).Refusal);

    [Fact]
    public void There_are_at_least_150_hostile_tokens() => Assert.InRange(HostileIdTokens.All.Count, 150, int.MaxValue);

    [Fact]
    public async Task A_token_of_sixteen_kilobytes_is_read_and_a_longer_one_is_not()
    {
        Assert.Equal("TooLarge", (await IdTokenForge.ValidateAsync(new string('a', 16 * 1024 + 1))).Refusal);
        Assert.Equal("Malformed", (await IdTokenForge.ValidateAsync(new string('a', 16 * 1024))).Refusal);
    }

    [Fact]
    public async Task A_key_that_is_new_is_fetched_once_and_then_known()
    {
        var fetches = 0;
        var clock = new FakeClock();
        var validator = IdTokenForge.Validator(clock, () => Task.FromResult<SigningKeySet?>(TokenForge.ReadKeys(
            fetches++ == 0 ? TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.StrangerKey, "old")) : TokenForge.KeySet)));
        var expected = IdTokenExpectation.OfSignIn(IdTokenForge.AccessToken, IdTokenForge.Nonce);
        var token = IdTokenForge.Sign(IdTokenForge.Claims());

        Assert.Equal("UnknownKey", (await validator.ValidateAsync(token, expected, CancellationToken.None)).Refusal);
        clock.Advance(SigningKeyCache.UnknownKeyInterval);

        Assert.Null((await validator.ValidateAsync(token, expected, CancellationToken.None)).Refusal);
        Assert.Null((await validator.ValidateAsync(token, expected, CancellationToken.None)).Refusal);
        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task Without_keys_nothing_is_accepted_and_the_reason_is_the_outage()
    {
        var validator = IdTokenForge.Validator(fetch: () => Task.FromResult<SigningKeySet?>(null));

        var outcome = await validator.ValidateAsync(
            IdTokenForge.Sign(IdTokenForge.Claims()), IdTokenExpectation.OfSignIn(IdTokenForge.AccessToken, IdTokenForge.Nonce), CancellationToken.None);

        Assert.True(outcome.IsOutage);
        Assert.False(outcome.Succeeded);
    }
}
