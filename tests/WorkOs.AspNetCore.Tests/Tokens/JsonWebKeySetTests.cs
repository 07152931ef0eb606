using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class JsonWebKeySetTests
{
    private static readonly RSA SmallKey = RSA.Create(1024);

    private static readonly string Modulus = TokenForge.Encode(TokenForge.Key.ExportParameters(false).Modulus!);

    private static readonly Dictionary<string, string> Unsuitable = new(StringComparer.Ordinal)
    {
        ["1024 bits"] = TokenForge.Jwk(SmallKey, "k"),
        ["2047 bits"] = Key("n", TokenForge.Encode([0x7F, .. new byte[254], 1])),
        ["1024 bits and zeros before them"] = Key("n", TokenForge.Encode([.. new byte[128], .. SmallKey.ExportParameters(false).Modulus!])),
        ["more bits than one may have to check"] = Key("n", TokenForge.Encode([0xFF, .. new byte[1100], 1])),
        ["an even modulus"] = Key("n", TokenForge.Encode([0xFF, .. new byte[254], 2])),
        ["no modulus"] = """{"kty":"RSA","kid":"k","e":"AQAB"}""",
        ["an empty modulus"] = Key("n", ""),
        ["a modulus of zeros"] = Key("n", TokenForge.Encode(new byte[256])),
        ["a modulus that is no base64url"] = Key("n", "+/" + Modulus[2..]),
        ["a modulus with padding"] = Key("n", Modulus + "=="),
        ["an exponent of one"] = Key("e", "AQ"),
        ["an exponent of zero"] = Key("e", "AA"),
        ["an even exponent"] = Key("e", "BA"),
        ["an exponent of many bytes"] = Key("e", TokenForge.Encode([1, .. new byte[15], 1])),
        ["no exponent"] = $$"""{"kty":"RSA","kid":"k","n":"{{Modulus}}"}""",
        ["an exponent that is a number"] = $$"""{"kty":"RSA","kid":"k","n":"{{Modulus}}","e":65537}""",
        ["another type"] = """{"kty":"oct","kid":"k","k":"AAAA"}""",
        ["an elliptic curve"] = """{"kty":"EC","kid":"k","crv":"P-256","x":"AA","y":"AA"}""",
        ["the type in another case"] = TokenForge.Jwk(TokenForge.Key, "k").Replace("\"RSA\"", "\"rsa\"", StringComparison.Ordinal),
        ["no type"] = $$"""{"kid":"k","n":"{{Modulus}}","e":"AQAB"}""",
        ["for encryption"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"use\":\"enc\""),
        ["a use that is no string"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"use\":[\"sig\"]"),
        ["another algorithm"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"alg\":\"RS512\""),
        ["another padding"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"alg\":\"PS256\""),
        ["an HMAC's algorithm"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"alg\":\"HS256\""),
        ["an algorithm that is null"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"alg\":null"),
        ["operations without verify"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"key_ops\":[\"encrypt\"]"),
        ["operations that are no list"] = TokenForge.Jwk(TokenForge.Key, "k", ",\"key_ops\":\"verify\""),
    };

    // By their names only: the keys differ from run to run.
    public static TheoryData<string> UnsuitableKeys => [.. Unsuitable.Keys];

    [Theory]
    [MemberData(nameof(UnsuitableKeys))]
    public async Task A_token_that_names_an_unsuitable_key_is_refused_without_another_fetch(string reason)
    {
        var fetches = 0;
        var settings = TokenForge.Settings(new Infrastructure.FakeClock());
        var keys = new SigningKeyCache(
            () =>
            {
                fetches++;
                return Task.FromResult<SigningKeySet?>(TokenForge.ReadKeys(TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.Key, "good"), Unsuitable[reason])));
            },
            settings.TimeProvider);

        var outcome = await new AccessTokenValidator(keys, settings)
            .ValidateAsync(TokenForge.Sign("""{"alg":"RS256","kid":"k"}""", TokenForge.Payload), CancellationToken.None);

        Assert.True(outcome.Failure == WorkOsTokenFailure.UnsuitableKey, $"{reason}: {outcome.Failure}");
        Assert.Equal(1, fetches);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"use\":\"sig\"")]
    [InlineData(",\"alg\":\"RS256\"")]
    [InlineData(",\"key_ops\":[\"verify\"]")]
    [InlineData(",\"x5c\":[\"MIIB\"],\"x5t#S256\":\"AA\",\"something\":{\"new\":1}")]
    public void A_key_that_says_nothing_wrong_is_usable(string more)
    {
        Assert.True(TokenForge.ReadKeys(TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.Key, "k", more))).Find("k"u8)?.IsUsable);
    }

    [Fact]
    public void Zeros_before_a_modulus_do_not_matter()
    {
        var keys = TokenForge.ReadKeys(TokenForge.KeySetOf(Key("n", TokenForge.Encode([0, .. TokenForge.Key.ExportParameters(false).Modulus!]))));
        var data = "data"u8;

        Assert.True(keys.Find("k"u8)!.Verifies(data, TokenForge.Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[null,1,"k",[]]}""")]
    [InlineData("""{"keys":[{"kty":"oct","kid":"k","k":"AAAA"}]}""")]
    public void What_holds_no_usable_key_is_no_key_set(string json)
    {
        Assert.False(JsonWebKeySet.TryRead(JsonElement.Parse(json), out var keys));
        Assert.Null(keys);
    }

    [Fact]
    public void A_key_without_an_id_is_left_out()
    {
        var keys = TokenForge.ReadKeys(TokenForge.KeySetOf(
            TokenForge.Jwk(TokenForge.StrangerKey, ""), TokenForge.Jwk(TokenForge.Key, "k")));

        Assert.Equal(1, keys.UsableCount);
        Assert.Equal("k", Encoding.UTF8.GetString(keys.Find(default)!.Id));
    }

    [Fact]
    public void Of_two_keys_with_one_id_the_usable_one_counts()
    {
        var bad = TokenForge.Jwk(SmallKey, "k");
        var good = TokenForge.Jwk(TokenForge.Key, "k");

        Assert.True(TokenForge.ReadKeys(TokenForge.KeySetOf(bad, good)).Find("k"u8)!.IsUsable);
        Assert.True(TokenForge.ReadKeys(TokenForge.KeySetOf(good, bad)).Find("k"u8)!.IsUsable);
    }

    private static string Key(string member, string value) =>
        member == "n"
            ? $$"""{"kty":"RSA","kid":"k","n":"{{value}}","e":"AQAB"}"""
            : $$"""{"kty":"RSA","kid":"k","n":"{{Modulus}}","e":"{{value}}"}""";
}
