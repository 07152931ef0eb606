using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>The marks of refresh tokens that are sent once.</summary>
[Trait("Room", "Sessions")]
public sealed class SentRefreshTokenTests
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly FakeClock _clock = new();
    private readonly MarkCache _cache;

    public SentRefreshTokenTests() => _cache = new MarkCache(new FakeSessionCache(_clock));

    public static TheoryData<string, bool, int?, double> Lifetimes => new()
    {
        // What holds the session, when its ticket ends, and for how many minutes the mark has to live.
        { "a cookie that outlives the token", false, 60, 5 },
        { "a cookie without a date", false, null, 5 },
        { "a store", true, 60, 60 },
        { "a store, without a date", true, null, EndedSessions.LongerThanAnyCookie.TotalMinutes },
    };

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public async Task A_mark_lives_a_day_longer_than_the_session_can_with_this_token(string holder, bool isStored, int? ticketMinutes, double minutes)
    {
        await using var machine = Start(isStored);
        var request = await machine.SignInAsync(properties: properties =>
            properties.ExpiresUtc = ticketMinutes is { } end ? _clock.GetUtcNow() + TimeSpan.FromMinutes(end) : null);

        Assert.NotNull(await machine.Get<SentRefreshTokens>().TryMarkAsync(request));

        Assert.NotEmpty(holder);
        Assert.Equal(TimeSpan.FromMinutes(minutes) + Memory, Assert.Single(_cache.Marks));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task A_token_is_not_sent_when_nobody_can_know_any_more_whether_it_was(int milliseconds, bool isMarked)
    {
        await using var machine = Start(isStored: false);
        var request = await machine.SignInAsync();
        _clock.Advance(TimeSpan.FromMinutes(5) + Memory + TimeSpan.FromMilliseconds(milliseconds));

        var mark = await machine.Get<SentRefreshTokens>().TryMarkAsync(request);

        Assert.Equal(isMarked, mark is not null);
        Assert.Equal(isMarked ? 1 : 0, _cache.Marks.Count);
    }

    [Fact]
    public async Task A_mark_that_could_not_be_confirmed_is_thrown_and_taken_back()
    {
        await using var machine = Start(isStored: true);
        var request = await machine.SignInAsync();
        var sent = machine.Get<SentRefreshTokens>();
        _cache.ThrowsAfterMarks = 1;

        await Assert.ThrowsAsync<IOException>(() => sent.TryMarkAsync(request));

        Assert.NotNull(await sent.TryMarkAsync(request));
        Assert.Null(await sent.TryMarkAsync(request));
    }

    [Fact]
    public async Task One_that_could_not_even_be_taken_back_is_no_obstacle_to_the_process_that_made_it()
    {
        await using var machine = Start(isStored: true);
        var request = await machine.SignInAsync();
        var (sent, other) = (machine.Get<SentRefreshTokens>(), OtherProcess(machine));
        await LeaveMarkAsync(sent, request);

        Assert.Null(await other.TryMarkAsync(request));
        Assert.NotNull(await sent.TryMarkAsync(request));

        // That mark is confirmed: the token may have been sent.
        Assert.Null(await sent.TryMarkAsync(request));
    }

    [Fact]
    public async Task Nor_where_another_process_has_made_a_mark_of_its_own_since()
    {
        await using var machine = Start(isStored: true);
        var request = await machine.SignInAsync();
        var (sent, other) = (machine.Get<SentRefreshTokens>(), OtherProcess(machine));
        await LeaveMarkAsync(sent, request);
        await _cache.ForgetMarksAsync();
        Assert.NotNull(await other.TryMarkAsync(request));

        Assert.Null(await sent.TryMarkAsync(request));
    }

    [Theory]
    [InlineData(19_999, true)]
    [InlineData(20_000, false)]
    public async Task A_mark_says_how_long_ago_the_token_was_marked(int milliseconds, bool isWithin)
    {
        await using var machine = Start(isStored: true);
        var request = await machine.SignInAsync();
        var sent = machine.Get<SentRefreshTokens>();
        Assert.False(await sent.WasMarkedWithinAsync(request, TimeSpan.FromSeconds(20)));
        await sent.TryMarkAsync(request);

        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(isWithin, await sent.WasMarkedWithinAsync(request, TimeSpan.FromSeconds(20)));
    }

    private static SentRefreshTokens OtherProcess(RefreshMachine machine) =>
        ActivatorUtilities.CreateInstance<SentRefreshTokens>(machine.Get<IServiceProvider>());

    /// <summary>Leaves a mark in the cache that was neither confirmed nor taken back.</summary>
    private async Task LeaveMarkAsync(SentRefreshTokens sent, RefreshRequest request)
    {
        (_cache.ThrowsAfterMarks, _cache.ThrowsOnReads) = (1, true);
        await Assert.ThrowsAsync<IOException>(() => sent.TryMarkAsync(request));
        _cache.ThrowsOnReads = false;
    }

    private RefreshMachine Start(bool isStored) => new(_clock, _cache, isStored, isSentOnce: true);

    /// <summary>A cache that notes how long marks live, and can fail after it has taken one.</summary>
    private sealed class MarkCache(FakeSessionCache cache) : IWorkOsSessionCache
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        public List<TimeSpan> Marks { get; } = [];

        /// <summary>How many of the next marks are taken without saying so.</summary>
        public int ThrowsAfterMarks { get; set; }

        public bool ThrowsOnReads { get; set; }

        public async Task ForgetMarksAsync()
        {
            foreach (var name in _names)
            {
                await cache.RemoveAsync(name, CancellationToken.None);
            }
        }

        public ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
            ThrowsOnReads ? throw new IOException("The cache cannot be read.") : cache.GetAsync(keys, cancellationToken);

        public ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
            cache.SetAsync(key, value, lifetime, cancellationToken);

        public async ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
        {
            var isSet = await cache.TrySetAsync(key, expected, value, lifetime, cancellationToken);
            if (isSet && key.StartsWith("workos:sent:", StringComparison.Ordinal))
            {
                Marks.Add(lifetime);
                _names.Add(key);
                if (ThrowsAfterMarks-- > 0)
                {
                    throw new IOException("The cache did not answer.");
                }
            }

            return isSet;
        }

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => cache.RemoveAsync(key, cancellationToken);
    }
}
