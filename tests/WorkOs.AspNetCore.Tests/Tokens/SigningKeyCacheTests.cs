using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class SigningKeyCacheTests
{
    private readonly FakeClock _clock = new();
    private readonly List<TaskCompletionSource<SigningKeySet?>> _fetches = [];
    private readonly List<TimeSpan> _agesReported = [];
    private readonly SigningKeyCache _cache;

    public SigningKeyCacheTests() => _cache = Cache();

    [Fact]
    public void Nothing_is_fetched_before_a_key_is_needed()
    {
        Assert.Same(SigningKeySet.Empty, _cache.Current);
        Assert.Empty(_fetches);
    }

    [Fact]
    public async Task Many_who_need_keys_at_once_share_one_fetch()
    {
        var waiters = Enumerable.Range(0, 100).Select(_ => GetNewerThan(SigningKeySet.Empty)).ToArray();
        var keys = Keys("one");

        _fetches.Single().SetResult(keys);

        Assert.All(await Task.WhenAll(waiters), found => Assert.Same(keys, found));
        Assert.Same(keys, _cache.Current);
        Assert.Single(_fetches);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_call_off_the_fetch()
    {
        using var impatience = new CancellationTokenSource();
        var impatient = _cache.GetNewerThanAsync(SigningKeySet.Empty, impatience.Token).AsTask();
        var patient = GetNewerThan(SigningKeySet.Empty);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        var keys = Keys("one");
        _fetches.Single().SetResult(keys);

        Assert.Same(keys, await patient);
    }

    [Fact]
    public async Task An_unknown_key_leads_to_one_fetch_in_30_seconds()
    {
        var keys = await Fill(Keys("one"));

        var first = GetNewerThan(keys);
        _fetches[1].SetResult(Keys("one"));
        Assert.Same(keys, await first);

        Assert.Same(keys, await GetNewerThan(keys));
        _clock.Advance(SigningKeyCache.UnknownKeyInterval - TimeSpan.FromTicks(1));
        Assert.Same(keys, await GetNewerThan(keys));
        Assert.Equal(2, _fetches.Count);

        _clock.Advance(TimeSpan.FromTicks(1));
        var again = GetNewerThan(keys);
        Assert.Equal(3, _fetches.Count);
        var newer = Keys("one", "two");
        _fetches[2].SetResult(newer);
        Assert.Same(newer, await again);
    }

    [Fact]
    public async Task One_who_has_not_seen_the_newest_keys_gets_them_without_a_fetch()
    {
        var old = await Fill(Keys("one"));
        var rotation = GetNewerThan(old);
        var newer = Keys("two");
        _fetches[1].SetResult(newer);
        await rotation;

        Assert.Same(newer, await GetNewerThan(old));
        Assert.Equal(2, _fetches.Count);
    }

    [Fact]
    public async Task A_fetch_that_began_too_early_does_not_use_up_the_next()
    {
        var old = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.RefreshAge);
        _ = _cache.Current;
        var waiting = Enumerable.Range(0, 10).Select(_ => GetNewerThan(old)).ToArray();

        _fetches[1].SetResult(Keys("one"));
        await WaitUntil(() => _fetches.Count == 3);
        var newer = Keys("two");
        _fetches[2].SetResult(newer);

        Assert.All(await Task.WhenAll(waiting), found => Assert.Same(newer, found));
        Assert.Equal(3, _fetches.Count);
    }

    [Fact]
    public async Task Keys_that_are_no_longer_new_are_replaced_without_anyone_waiting()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.RefreshAge - TimeSpan.FromTicks(1));
        Assert.Same(keys, _cache.Current);
        Assert.Single(_fetches);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Same(keys, _cache.Current);
        Assert.Same(keys, _cache.Current);
        Assert.Equal(2, _fetches.Count);

        var newer = Keys("two");
        _fetches[1].SetResult(newer);
        await WaitUntil(() => ReferenceEquals(newer, _cache.Current));
        Assert.Equal(2, _fetches.Count);
    }

    [Fact]
    public async Task Keys_that_cannot_be_replaced_are_tried_again_after_30_seconds()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.RefreshAge);
        _ = _cache.Current;
        _fetches[1].SetResult(null);
        Assert.Same(keys, _cache.Current);
        Assert.Equal(2, _fetches.Count);

        _clock.Advance(SigningKeyCache.AgedKeysInterval);
        _ = _cache.Current;

        Assert.Equal(3, _fetches.Count);
    }

    [Fact]
    public async Task Old_keys_are_fetched_anew_before_they_are_used()
    {
        await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        Assert.Null(_cache.Current);
        var waiters = Enumerable.Range(0, 100).Select(_ => GetFresh()).ToArray();
        Assert.DoesNotContain(waiters, waiter => waiter.IsCompleted);

        var newer = Keys("two");
        _fetches[1].SetResult(newer);

        Assert.All(await Task.WhenAll(waiters), found => Assert.Same(newer, found));
        Assert.Same(newer, _cache.Current);
        Assert.Equal(2, _fetches.Count);
        Assert.Empty(_agesReported);
    }

    [Fact]
    public async Task One_who_found_the_keys_old_just_before_they_were_replaced_fetches_nothing()
    {
        await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        Assert.Null(_cache.Current);
        var newer = Keys("two");
        Assert.Same(newer, await GetFreshAfter(TimeSpan.Zero, newer));

        Assert.Same(newer, await GetFresh());
        Assert.Equal(2, _fetches.Count);
    }

    [Fact]
    public async Task One_who_gives_up_on_fresh_keys_does_not_call_off_the_fetch()
    {
        await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        using var impatience = new CancellationTokenSource();
        var impatient = _cache.GetFreshAsync(impatience.Token).AsTask();
        var patient = GetFresh();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        var newer = Keys("two");
        _fetches[1].SetResult(newer);

        Assert.Same(newer, await patient);
    }

    [Fact]
    public async Task In_an_outage_old_keys_serve_on_and_are_tried_again_after_30_seconds()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        Assert.Same(keys, await GetFreshAfter(TimeSpan.Zero, answer: null));
        Assert.Equal([SigningKeyCache.MaxAge], _agesReported);

        _clock.Advance(SigningKeyCache.AgedKeysInterval - TimeSpan.FromTicks(1));
        Assert.Same(keys, _cache.Current);
        Assert.Equal(2, _fetches.Count);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_cache.Current);
        var newer = Keys("two");
        Assert.Same(newer, await GetFreshAfter(TimeSpan.Zero, newer));
        Assert.Equal(3, _fetches.Count);
    }

    [Fact]
    public async Task An_outage_in_which_nobody_answers_delays_a_request_by_a_second()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        await GetFreshAfter(TimeSpan.Zero, answer: null);
        _clock.Advance(SigningKeyCache.AgedKeysInterval);

        var waiting = GetFresh();
        _clock.Advance(SigningKeyCache.MaxWaitInOutage - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Same(keys, await waiting);
        Assert.Equal(3, _fetches.Count);
    }

    [Fact]
    public async Task A_failure_of_last_night_makes_nobody_impatient_in_the_morning()
    {
        await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        await GetFreshAfter(TimeSpan.Zero, answer: null);
        _clock.Advance(TimeSpan.FromHours(8));

        var waiting = GetFresh();
        _clock.Advance(SigningKeyCache.MaxWaitInOutage * 5);
        Assert.False(waiting.IsCompleted);
        var newer = Keys("two");
        _fetches[2].SetResult(newer);

        Assert.Same(newer, await waiting);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(24 * 30)]
    public async Task Old_keys_serve_in_an_outage_for_as_long_as_was_said_and_no_longer(int hours)
    {
        var tolerance = TimeSpan.FromHours(hours);
        var cache = Cache(tolerance);
        var keys = await Fill(Keys("one"), cache);
        if (hours > 0)
        {
            _clock.Advance(SigningKeyCache.MaxAge + tolerance - TimeSpan.FromMinutes(1));
            Assert.Same(keys, await GetFreshAfter(TimeSpan.Zero, answer: null, cache));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        else
        {
            _clock.Advance(SigningKeyCache.MaxAge);
        }

        Assert.Null(cache.Current);
        Assert.Null(await GetFreshAfter(TimeSpan.Zero, answer: null, cache));
        Assert.Null(cache.Current);
        Assert.Equal(SigningKeyCache.MaxAge + tolerance, _agesReported[^1]);
    }

    [Fact]
    public async Task Keys_that_may_not_serve_any_more_are_asked_for_every_5_seconds()
    {
        await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge + SigningKeyCache.DefaultOutageTolerance);
        Assert.Null(await GetFreshAfter(TimeSpan.Zero, answer: null));
        Assert.Null(await GetFresh());
        Assert.Equal(2, _fetches.Count);

        var newer = Keys("two");
        Assert.Same(newer, await GetFreshAfter(SigningKeyCache.FirstKeysInterval, newer));
        Assert.Same(newer, _cache.Current);
    }

    [Fact]
    public async Task A_clock_that_is_set_makes_no_key_older_or_younger()
    {
        var wallClock = new SetClock(_clock);
        var cache = Cache(clock: wallClock);
        var keys = await Fill(Keys("one"), cache);

        wallClock.Offset = TimeSpan.FromDays(-365);
        _clock.Advance(SigningKeyCache.MaxAge);
        Assert.Null(cache.Current);
        Assert.Same(keys, await GetFreshAfter(TimeSpan.Zero, Keys("one"), cache));

        wallClock.Offset = TimeSpan.FromDays(365);
        Assert.Same(keys, cache.Current);
        Assert.Equal(2, _fetches.Count);
    }

    [Fact]
    public async Task Without_any_key_a_failed_fetch_is_repeated_after_5_seconds()
    {
        Assert.Null(await GetNewerThanAfter(TimeSpan.Zero, SigningKeySet.Empty, answer: null));
        Assert.Null(await GetNewerThan(SigningKeySet.Empty));
        Assert.Single(_fetches);

        var keys = Keys("one");
        Assert.Same(keys, await GetNewerThanAfter(SigningKeyCache.FirstKeysInterval, SigningKeySet.Empty, keys));
        Assert.Equal(2, _fetches.Count);
    }

    [Fact]
    public async Task The_first_fetch_does_not_use_up_the_one_for_an_unknown_key()
    {
        var keys = await Fill(Keys("one"));
        var newer = Keys("two");

        Assert.Same(newer, await GetNewerThanAfter(TimeSpan.Zero, keys, newer));
    }

    [Fact]
    public async Task The_same_keys_fetched_again_stay_the_same_object()
    {
        var keys = await Fill(Keys("one", "two"));

        Assert.Same(keys, await GetNewerThanAfter(TimeSpan.Zero, keys, Keys("one", "two")));
        Assert.NotSame(keys, await GetNewerThanAfter(SigningKeyCache.UnknownKeyInterval, keys, Keys("two", "one")));
    }

    [Fact]
    public async Task A_key_replaced_under_the_same_id_is_noticed()
    {
        var keys = await Fill(Keys("one"));
        var replaced = TokenForge.ReadKeys(TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.StrangerKey, "one")));

        Assert.Same(replaced, await GetNewerThanAfter(TimeSpan.Zero, keys, replaced));
    }

    [Fact]
    public async Task A_fetch_that_throws_counts_as_failed_and_blocks_nobody()
    {
        var waiting = GetNewerThan(SigningKeySet.Empty);
        _fetches.Single().SetException(new InvalidOperationException("out of order"));
        Assert.Null(await waiting);

        var keys = Keys("one");
        Assert.Same(keys, await GetNewerThanAfter(SigningKeyCache.FirstKeysInterval, SigningKeySet.Empty, keys));
    }

    private static SigningKeySet Keys(params string[] ids) =>
        TokenForge.ReadKeys(TokenForge.KeySetOf([.. ids.Select(id => TokenForge.Jwk(TokenForge.Key, id))]));

    private static async Task WaitUntil(Func<bool> condition)
    {
        for (var i = 0; i < 1_000_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }

    private Task<SigningKeySet?> GetNewerThan(SigningKeySet seen) => _cache.GetNewerThanAsync(seen, CancellationToken.None).AsTask();

    private async Task<SigningKeySet?> GetNewerThanAfter(TimeSpan wait, SigningKeySet seen, SigningKeySet? answer)
    {
        _clock.Advance(wait);
        var found = GetNewerThan(seen);
        _fetches[^1].SetResult(answer);
        return await found;
    }

    private Task<SigningKeySet?> GetFresh(SigningKeyCache? cache = null) => (cache ?? _cache).GetFreshAsync(CancellationToken.None).AsTask();

    private async Task<SigningKeySet?> GetFreshAfter(TimeSpan wait, SigningKeySet? answer, SigningKeyCache? cache = null)
    {
        _clock.Advance(wait);
        var found = GetFresh(cache);
        _fetches[^1].SetResult(answer);
        return await found;
    }

    private async Task<SigningKeySet> Fill(SigningKeySet keys, SigningKeyCache? cache = null)
    {
        var found = (cache ?? _cache).GetNewerThanAsync(SigningKeySet.Empty, CancellationToken.None).AsTask();
        _fetches.Single().SetResult(keys);
        Assert.Same(keys, await found);
        return keys;
    }

    private SigningKeyCache Cache(TimeSpan? tolerance = null, TimeProvider? clock = null) => new(
        () =>
        {
            var fetch = new TaskCompletionSource<SigningKeySet?>();
            _fetches.Add(fetch);
            return fetch.Task;
        },
        clock ?? _clock,
        tolerance,
        _agesReported.Add);

    /// <summary>A machine's clock that somebody sets, over timestamps that nobody can.</summary>
    private sealed class SetClock(FakeClock timestamps) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => timestamps.TimestampFrequency;

        public override long GetTimestamp() => timestamps.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => timestamps.GetUtcNow() + Offset;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            timestamps.CreateTimer(callback, state, dueTime, period);
    }
}
