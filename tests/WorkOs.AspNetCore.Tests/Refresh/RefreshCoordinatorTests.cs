using Microsoft.AspNetCore.Authentication;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>How long requests wait for a refresh, and how long its outcome is kept in memory.</summary>
[Trait("Room", "Sessions")]
public sealed class RefreshCoordinatorTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public async Task A_request_that_can_go_on_waits_for_two_seconds_where_the_outcome_is_stored_without_it(bool isStored, bool canGoOn, bool goesOn)
    {
        await using var machine = new RefreshMachine(_clock, isStored: isStored);
        var answered = HoldAnswer(machine);
        var refreshing = machine.RefreshAsync(await machine.SignInAsync(), canGoOn);
        await _clock.TimerAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(5));

        _clock.Advance(MaxWait - TimeSpan.FromMilliseconds(1));
        Assert.False(refreshing.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        if (goesOn)
        {
            Assert.Equal(TimeSpan.Zero, Assert.IsType<RefreshOutcome.Postponed>(await refreshing).RetryAfter);
        }
        else
        {
            Assert.False(refreshing.IsCompleted);
        }

        answered.SetResult(machine.Grant());
        _ = goesOn ? null : Assert.IsType<RefreshOutcome.Refreshed>(await refreshing);
        await machine.Coordinator.DrainAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_caller_who_has_left_gets_no_answer_not_even_one_that_is_there()
    {
        await using var machine = new RefreshMachine(_clock);
        var request = await machine.SignInAsync();
        await machine.RefreshAsync(request);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => machine.RefreshAsync(request, aborted: new CancellationToken(canceled: true)));

        Assert.IsType<RefreshOutcome.Refreshed>(await machine.RefreshAsync(request));
        Assert.Single(machine.Calls);
    }

    [Fact]
    public async Task A_caller_who_leaves_stops_waiting_and_the_refresh_goes_on()
    {
        await using var machine = new RefreshMachine(_clock);
        using var aborted = new CancellationTokenSource();
        var answered = HoldAnswer(machine);
        var request = await machine.SignInAsync();
        var refreshing = machine.RefreshAsync(request, aborted: aborted.Token);

        await aborted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refreshing);
        answered.SetResult(machine.Grant(refreshToken: "refresh_2"));
        await machine.Coordinator.DrainAsync(CancellationToken.None);

        Assert.Equal("refresh_2", await RefreshMachine.FindStoredTokenAsync(request));
    }

    /// <summary>The seconds at which other sessions are refreshed, and how many refreshes are in memory then.</summary>
    [Theory]
    [InlineData(new[] { 29 }, 2)]
    [InlineData(new[] { 30 }, 1)]
    [InlineData(new[] { 30, 59 }, 2)]
    [InlineData(new[] { 30, 60 }, 1)]
    public async Task What_is_over_is_forgotten_with_the_next_refresh_at_most_twice_a_minute(int[] seconds, int kept)
    {
        await using var machine = new RefreshMachine(_clock);
        machine.Answer = static (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, System.Net.HttpStatusCode.BadRequest, "some_trouble");
        var began = _clock.GetUtcNow();
        await machine.RefreshAsync(await machine.SignInAsync());
        foreach (var second in seconds)
        {
            _clock.Advance(began + TimeSpan.FromSeconds(second) - _clock.GetUtcNow());
            await machine.RefreshAsync(await machine.SignInAsync());
        }

        Assert.Equal(kept, machine.Refreshes.Count);
    }

    [Fact]
    public async Task What_is_under_way_or_kept_is_not_forgotten()
    {
        await using var machine = new RefreshMachine(_clock, isStored: false);
        var (held, kept) = (await machine.SignInAsync(), await machine.SignInAsync(properties: static properties => properties.StoreTokens([new() { Name = "refresh_token", Value = "refresh_kept" }])));
        var answered = new TaskCompletionSource<ISessionGrant?>(TaskCreationOptions.RunContinuationsAsynchronously);
        machine.Answer = (grant, _) => grant.RefreshToken == held.RefreshToken ? answered.Task : Task.FromResult<ISessionGrant?>(machine.Grant());
        var refreshing = machine.RefreshAsync(held);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await machine.RefreshAsync(kept);
        _clock.Suspend(TimeSpan.FromSeconds(29.5));

        await machine.RefreshAsync(kept);

        Assert.Equal(2, machine.Refreshes.Count);
        answered.SetResult(machine.Grant());
        await refreshing;
        Assert.Equal(2, machine.Calls.Count);
    }

    [Fact]
    public async Task What_still_has_to_be_stored_is_not_forgotten()
    {
        var cache = new Cache.FakeSessionCache(_clock);
        await using var machine = new RefreshMachine(_clock, cache);
        machine.Answer = (_, _) => Task.FromResult<ISessionGrant?>(machine.Grant(life: TimeSpan.FromSeconds(31)));
        var request = await machine.SignInAsync();
        cache.WriteFailure = new IOException("The cache cannot be written to.");
        await machine.RefreshAsync(request);
        cache.WriteFailure = null;

        // Its outcome is kept no more, but what stores it has not run for a while.
        _clock.Suspend(TimeSpan.FromSeconds(40));
        await machine.RefreshAsync(await machine.SignInAsync());

        Assert.Equal(2, machine.Refreshes.Count);
    }

    private static TaskCompletionSource<ISessionGrant?> HoldAnswer(RefreshMachine machine)
    {
        var answered = new TaskCompletionSource<ISessionGrant?>(TaskCreationOptions.RunContinuationsAsynchronously);
        machine.Answer = (_, _) => answered.Task;
        return answered;
    }
}
