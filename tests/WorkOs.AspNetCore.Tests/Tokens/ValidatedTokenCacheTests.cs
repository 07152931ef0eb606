using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class ValidatedTokenCacheTests
{
    private static readonly AccessToken Value = AccessTokenValidator.ReadFromTokenEndpoint(TokenForge.Good())!;

    private readonly SigningKeySet _keys = TokenForge.ReadKeys(TokenForge.KeySet);

    [Fact]
    public void A_token_is_found_again_and_no_other_is()
    {
        var cache = new ValidatedTokenCache(10);
        cache.Add("header.payload.signature", _keys, Value);

        Assert.Same(Value, cache.Find("header.payload.signature", _keys));
        Assert.Null(cache.Find("header.payload.other", _keys));
    }

    [Theory]
    [InlineData("header.other.signature")]
    [InlineData("other.payload.signature")]
    [InlineData("header.payloa.dsignature")]
    [InlineData("headerpayload.signature")]
    [InlineData(".header.payload.signature")]
    [InlineData("signature")]
    [InlineData(".signature")]
    [InlineData("")]
    public void Another_text_under_the_same_signature_is_not_found(string token)
    {
        var cache = new ValidatedTokenCache(10);
        cache.Add("header.payload.signature", _keys, Value);

        Assert.Null(cache.Find(token, _keys));
    }

    [Theory]
    [InlineData(1366, 'a', true)]
    [InlineData(1367, 'a', false)]
    [InlineData(10, 'é', false)]
    public void A_text_that_cannot_be_a_signature_has_no_fingerprint(int length, char character, bool has) =>
        Assert.Equal(has, TokenFingerprint.TryOf(new string(character, length), out _));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(7, 8)]
    [InlineData(100, 100)]
    public void No_more_tokens_are_remembered_than_was_said(int capacity, int expected)
    {
        var cache = new ValidatedTokenCache(capacity);
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"h.p.{i}", _keys, Value);
        }

        // Newest first: to find an older one makes room for it, at the cost of the others.
        var found = Enumerable.Range(0, 1000).Count(i => cache.Find($"h.p.{999 - i}", _keys) is not null);
        Assert.InRange(found, (capacity + 1) / 2, expected);
    }

    [Fact]
    public void A_token_in_use_outlives_those_that_are_not()
    {
        var cache = new ValidatedTokenCache(10);
        cache.Add("h.p.used", _keys, Value);
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"h.p.{i}", _keys, Value);
            Assert.NotNull(cache.Find("h.p.used", _keys));
        }

        Assert.Null(cache.Find("h.p.0", _keys));
    }

    [Fact]
    public void Other_keys_forget_everything()
    {
        var cache = new ValidatedTokenCache(10);
        cache.Add("h.p.s", _keys, Value);
        var newer = TokenForge.ReadKeys(TokenForge.KeySet);

        Assert.Null(cache.Find("h.p.s", newer));
        cache.Add("h.p.other", newer, Value);
        Assert.Null(cache.Find("h.p.s", _keys));
    }

    [Fact]
    public async Task A_remembered_token_still_expires()
    {
        var clock = new FakeClock();
        var validator = TokenForge.Validator(TokenForge.Settings(clock), cache: new ValidatedTokenCache(10));
        var token = TokenForge.Good();
        var first = await validator.ValidateAsync(token, CancellationToken.None);
        Assert.Same(first.Token, (await validator.ValidateAsync(token, CancellationToken.None)).Token);

        clock.Advance(TimeSpan.FromSeconds(330));

        Assert.Equal(WorkOsTokenFailure.Expired, (await validator.ValidateAsync(token, CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Only_accepted_tokens_are_remembered()
    {
        var validator = TokenForge.Validator(cache: new ValidatedTokenCache(10_000));
        foreach (var hostile in HostileToken.OneOfEachFailure)
        {
            var token = hostile.Make();
            Assert.Equal(hostile.Failure, (await validator.ValidateAsync(token, CancellationToken.None)).Failure);
            Assert.False((await validator.ValidateAsync(token, CancellationToken.None)).Succeeded);
        }
    }

    [Fact]
    public async Task A_remembered_token_lends_its_signature_to_no_other()
    {
        var validator = TokenForge.Validator(cache: new ValidatedTokenCache(10));
        var token = TokenForge.Good();
        Assert.True((await validator.ValidateAsync(token, CancellationToken.None)).Succeeded);
        var signature = token[token.LastIndexOf('.')..];
        var forged = $"{TokenForge.Encode(TokenForge.Header)}.{TokenForge.Encode(TokenForge.PayloadWith(",\"role\":\"admin\""))}{signature}";

        Assert.Equal(WorkOsTokenFailure.InvalidSignature, (await validator.ValidateAsync(forged, CancellationToken.None)).Failure);
    }
}
