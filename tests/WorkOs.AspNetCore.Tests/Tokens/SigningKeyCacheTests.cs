using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Tokens;

public class SigningKeyCacheTests
{
    private readonly FakeClock _clock = new();
    private readonly List<TaskCompletionSource<SigningKeySet?>> _fetches = [];
    private readonly SigningKeyCache _cache;

    public SigningKeyCacheTests() => _cache = new SigningKeyCache(
        () =>
        {
            var fetch = new TaskCompletionSource<SigningKeySet?>();
            _fetches.Add(fetch);
            return fetch.Task;
        },
        _clock);

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
        _clock.Advance(SigningKeyCache.MaxAge);
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
    public async Task Keys_are_kept_through_an_outage()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(TimeSpan.FromDays(30));

        Assert.Same(keys, _cache.Current);
        _fetches[1].SetResult(null);
        Assert.Null(await GetNewerThanAfter(SigningKeyCache.UnknownKeyInterval, keys, answer: null));
        Assert.Same(keys, _cache.Current);
    }

    [Fact]
    public async Task Old_keys_are_replaced_without_anyone_waiting()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge - TimeSpan.FromTicks(1));
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
    public async Task Old_keys_that_cannot_be_replaced_are_tried_again_after_30_seconds()
    {
        var keys = await Fill(Keys("one"));
        _clock.Advance(SigningKeyCache.MaxAge);
        _ = _cache.Current;
        _fetches[1].SetResult(null);
        Assert.Same(keys, _cache.Current);
        Assert.Equal(2, _fetches.Count);

        _clock.Advance(SigningKeyCache.AgedKeysInterval);
        _ = _cache.Current;

        Assert.Equal(3, _fetches.Count);
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

    private async Task<SigningKeySet> Fill(SigningKeySet keys)
    {
        var found = GetNewerThan(SigningKeySet.Empty);
        _fetches.Single().SetResult(keys);
        Assert.Same(keys, await found);
        return keys;
    }
}
