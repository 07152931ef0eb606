using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Cache;

/// <summary>How long a call to the shared cache is waited for.</summary>
[Trait("Room", "Cache")]
public sealed class SessionCacheTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeSessionCache _inner = new();
    private readonly SessionCache _cache;

    public SessionCacheTests() => _cache = new(_inner, Options.Create(new WorkOsSessionCacheOptions { Timeout = Limit }), Reports.Metrics, _clock);

    public static TheoryData<string> Calls => ["get", "set", "try set", "remove"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_is_not_answered_is_given_up_on_after_the_time_of_the_options(string call)
    {
        _inner.Freeze();

        var asked = CallAsync(call);
        _clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => asked);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_calls_after_it_fail_at_once_and_do_not_reach_the_cache(string call)
    {
        await GiveUpAsync();
        var before = _inner.Calls.Count;

        var asked = CallAsync(call);

        Assert.True(asked.IsFaulted);
        await Assert.ThrowsAsync<TimeoutException>(() => asked);
        Assert.Equal(before, _inner.Calls.Count);
    }

    [Fact]
    public async Task After_as_long_again_the_cache_is_asked_again()
    {
        await GiveUpAsync();
        _inner.Thaw();
        _clock.Advance(Limit);

        Assert.Null(await _cache.GetAsync("key"));
        Assert.Null(await _cache.GetAsync("key"));
    }

    [Fact]
    public async Task One_call_that_is_lost_does_not_stop_the_others_where_the_cache_answers_them()
    {
        _inner.Freeze();
        var lost = _cache.GetAsync("key").AsTask();
        _inner.Forsake();
        _clock.Advance(Limit / 2);
        Assert.Null(await _cache.GetAsync("key"));
        _clock.Advance(Limit / 2);
        await Assert.ThrowsAsync<TimeoutException>(() => lost);

        Assert.Null(await _cache.GetAsync("key"));
    }

    [Fact]
    public async Task A_client_that_cancels_its_own_call_has_given_up_and_nobody_has_left()
    {
        _inner.WriteFailure = new TaskCanceledException();

        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync("set"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public void A_time_that_no_call_can_keep_is_refused_at_start_up(int seconds, bool isValid)
    {
        var services = new ServiceCollection();
        SessionCacheServices.Add(services);
        services.Configure<WorkOsSessionCacheOptions>(options => options.Timeout = TimeSpan.FromSeconds(seconds));
        using var provider = services.BuildServiceProvider();
        var validator = provider.GetRequiredService<IStartupValidator>();

        if (isValid)
        {
            validator.Validate();
        }
        else
        {
            Assert.Contains("must be positive", Assert.Throws<OptionsValidationException>(validator.Validate).Message, StringComparison.Ordinal);
        }
    }

    private async Task GiveUpAsync()
    {
        _inner.Freeze();
        var asked = _cache.GetAsync("key").AsTask();
        _clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => asked);
    }

    private async Task CallAsync(string call) => await (call switch
    {
        "get" => _cache.GetAsync(["key"]).AsTask(),
        "set" => _cache.SetAsync("key", [1], Limit).AsTask(),
        "try set" => _cache.TrySetAsync("key", null, [1], Limit).AsTask(),
        _ => _cache.RemoveAsync("key").AsTask(),
    });
}
