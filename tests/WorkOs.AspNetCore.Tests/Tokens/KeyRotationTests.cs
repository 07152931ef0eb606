using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class KeyRotationTests
{
    private static readonly string Rotated = TokenForge.KeySetOf(
        TokenForge.Jwk(TokenForge.Key, TokenForge.KeyId), TokenForge.Jwk(TokenForge.StrangerKey, "next"));

    private readonly FakeClock _clock = new();
    private string _published = TokenForge.KeySet;
    private int _fetches;

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task A_new_key_in_the_middle_of_traffic_refuses_nobody_and_costs_one_fetch(int cacheSize)
    {
        var validator = Validator(cacheSize);
        var old = TokenForge.Good();
        var next = TokenForge.Sign("""{"alg":"RS256","kid":"next"}""", TokenForge.Payload, TokenForge.StrangerKey);
        Assert.True((await validator.ValidateAsync(old, CancellationToken.None)).Succeeded);
        Assert.Equal(1, _fetches);

        _published = Rotated;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
            await validator.ValidateAsync(i % 3 == 0 ? old : next, CancellationToken.None))));

        Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded));
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_verifies_nothing_more_not_even_a_remembered_token()
    {
        var validator = Validator(cacheSize: 100);
        var old = TokenForge.Good();
        Assert.True((await validator.ValidateAsync(old, CancellationToken.None)).Succeeded);
        Assert.True((await validator.ValidateAsync(old, CancellationToken.None)).Succeeded);

        _published = TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.StrangerKey, "next"));
        var next = TokenForge.Sign("""{"alg":"RS256","kid":"next"}""", TokenForge.Payload, TokenForge.StrangerKey);
        Assert.True((await validator.ValidateAsync(next, CancellationToken.None)).Succeeded);

        Assert.Equal(WorkOsTokenFailure.UnknownKey, (await validator.ValidateAsync(old, CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task A_flood_of_invented_key_ids_costs_one_fetch_in_30_seconds()
    {
        var validator = Validator(cacheSize: 0);
        Assert.True((await validator.ValidateAsync(TokenForge.Good(), CancellationToken.None)).Succeeded);

        for (var i = 0; i < 300; i++)
        {
            var invented = TokenForge.Sign($$"""{"alg":"RS256","kid":"invented-{{i}}"}""", TokenForge.Payload);
            Assert.Equal(WorkOsTokenFailure.UnknownKey, (await validator.ValidateAsync(invented, CancellationToken.None)).Failure);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(2, _fetches);
    }

    private AccessTokenValidator Validator(int cacheSize)
    {
        var keys = new SigningKeyCache(
            async () =>
            {
                Interlocked.Increment(ref _fetches);
                await Task.Yield();
                return TokenForge.ReadKeys(_published);
            },
            _clock);
        return new AccessTokenValidator(keys, TokenForge.Settings(_clock), cacheSize > 0 ? new ValidatedTokenCache(cacheSize) : null);
    }
}
