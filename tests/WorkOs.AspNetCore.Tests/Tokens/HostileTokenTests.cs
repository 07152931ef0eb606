using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class HostileTokenTests
{
    public static TheoryData<string> Names => [.. HostileToken.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_token_is_refused_for_what_it_is(string name)
    {
        var hostile = HostileToken.All[name];

        Assert.Equal(hostile.Failure, await TokenForge.FailureOf(hostile.Make()));
    }

    [Fact]
    public async Task The_token_that_they_were_made_from_is_good()
    {
        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(TokenForge.Good()));
        Assert.Equal(WorkOsTokenFailure.None, await TokenForge.FailureOf(HostileShapes.Padded(16 * 1024)));
    }

    [Theory]
    [InlineData("four dots", WorkOsTokenFailure.Encrypted)]
    [InlineData("a word", WorkOsTokenFailure.Malformed)]
    [InlineData("alg none", WorkOsTokenFailure.UnsupportedAlgorithm)]
    public async Task What_no_key_could_save_is_refused_without_asking_for_keys(string name, WorkOsTokenFailure failure) =>
        Assert.Equal((failure, 0), await ValidateWithoutKeysAsync(HostileToken.All[name].Make()));

    [Theory]
    [InlineData("signed by a stranger under our key's name")]
    [InlineData("no signature")]
    [InlineData("iss absent")]
    public async Task While_no_key_can_be_had_a_hostile_token_is_not_accepted(string name) =>
        Assert.Equal((WorkOsTokenFailure.KeysUnavailable, 1), await ValidateWithoutKeysAsync(HostileToken.All[name].Make()));

    [Fact]
    public async Task While_no_key_can_be_had_a_good_token_is_not_accepted_either() =>
        Assert.Equal((WorkOsTokenFailure.KeysUnavailable, 1), await ValidateWithoutKeysAsync(TokenForge.Good()));

    private static async Task<(WorkOsTokenFailure Failure, int Fetches)> ValidateWithoutKeysAsync(string token)
    {
        var fetches = 0;
        var settings = TokenForge.Settings(new FakeClock());
        var keys = new SigningKeyCache(
            () =>
            {
                fetches++;
                return Task.FromResult<SigningKeySet?>(null);
            },
            settings.TimeProvider);
        return ((await new AccessTokenValidator(keys, settings).ValidateAsync(token, CancellationToken.None)).Failure, fetches);
    }
}
