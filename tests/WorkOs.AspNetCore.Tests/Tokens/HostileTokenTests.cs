namespace WorkOs.AspNetCore.Tests.Tokens;

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
    [MemberData(nameof(Names))]
    public async Task A_hostile_token_is_refused_while_no_key_is_known(string name)
    {
        var keys = new SigningKeyCache(() => Task.FromResult<SigningKeySet?>(null), TimeProvider.System);
        var validator = new AccessTokenValidator(keys, TokenForge.Settings(new Infrastructure.FakeClock()));

        Assert.False((await validator.ValidateAsync(HostileToken.All[name].Make(), CancellationToken.None)).Succeeded);
    }
}
