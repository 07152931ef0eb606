using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Somebody signs tokens with a key that WorkOS has withdrawn.</summary>
[Trait("Room", "Tokens")]
public sealed class WithdrawnKeyAttacks
{
    private static readonly string OtherKeys = TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.StrangerKey, "next"));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 100)]
    [InlineData(12, 0)]
    [InlineData(12, 100)]
    [InlineData(24 * 365, 100)]
    public async Task After_a_quiet_night_the_first_request_already_knows_that_the_key_was_withdrawn(int hours, int remembered)
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = remembered);
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.WorkOs.Answer = static () => Task.FromResult(KeySetServer.Ok(OtherKeys));

        api.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.Equal(401, (await api.SendTokenAsync(LongLived())).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_token_whose_key_is_still_published_waits_for_the_keys_and_passes(int remembered)
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = remembered);
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.Clock.Advance(TimeSpan.FromHours(12));
        var released = new TaskCompletionSource();
        api.WorkOs.Answer = async () =>
        {
            await released.Task;
            return KeySetServer.Ok(TokenForge.KeySet);
        };

        var requests = Enumerable.Range(0, 100).Select(_ => api.SendTokenAsync(LongLived())).ToArray();
        released.SetResult();

        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(2, api.WorkOs.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Whoever_keeps_the_api_from_WorkOS_gains_a_bounded_time(int remembered)
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = remembered);
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.WorkOs.Answer = static () => Task.FromResult(KeySetServer.With(HttpStatusCode.ServiceUnavailable, ""));

        api.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        var told = Assert.Single(api.Logs.Named("OldKeysInUse"));
        Assert.Equal((LogLevel.Warning, "01:00:00", "1.00:00:00"), (told.Level, told["Age"], told["Tolerance"]));
        api.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        Assert.Empty(api.Logs.Named("KeysTooOld"));

        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(new BearerAnswer(503, "", "5", ""), await api.SendTokenAsync(LongLived()));
        Assert.Equal(LogLevel.Error, Assert.Single(api.Logs.Named("KeysTooOld")).Level);

        api.WorkOs.Answer = static () => Task.FromResult(KeySetServer.Ok(TokenForge.KeySet));
        api.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
    }

    [Fact]
    public async Task Without_any_tolerance_old_keys_are_never_used()
    {
        await using var api = await BearerApi.StartAsync(options => options.KeyOutageTolerance = TimeSpan.Zero);
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.WorkOs.Answer = static () => throw new HttpRequestException("Connection refused");

        api.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(503, (await api.SendTokenAsync(LongLived())).Status);
    }

    [Fact]
    public async Task While_there_is_traffic_nobody_waits_for_keys_and_a_withdrawn_one_is_known_within_the_hour()
    {
        await using var api = await BearerApi.StartAsync();
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.WorkOs.Answer = static () => Task.FromResult(KeySetServer.Ok(OtherKeys));
        api.Clock.Advance(TimeSpan.FromMinutes(30));

        // Its keys are half an hour old, so that it goes through and has them replaced.
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        Assert.Equal(401, (await api.SendTokenAsync(LongLived())).Status);
    }

    private static string LongLived() => TokenForge.Sign(
        TokenForge.Header, TokenForge.Payload.Replace($"\"exp\":{TokenForge.Now + 300}", $"\"exp\":{TokenForge.Now + 40_000_000}", StringComparison.Ordinal));
}
