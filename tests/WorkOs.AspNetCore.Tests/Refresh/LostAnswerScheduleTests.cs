using System.Net;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>When an answer that was lost is asked for again.</summary>
[Trait("Room", "Sessions")]
public sealed class LostAnswerScheduleTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly RefreshMachine _machine;

    public LostAnswerScheduleTests()
    {
        _machine = new RefreshMachine(_clock);
        _machine.Answer = static (_, _) => throw RefreshMachine.LostAnswer();
    }

    /// <summary>What WorkOS asks to wait, in seconds, and when it is asked.</summary>
    public static TheoryData<int, double[]> Schedules => new()
    {
        { 0, [0, 1, 6, 12, 18, 24] },
        { 3, [0, 3, 6, 12, 18, 24] },
        { 7, [0, 7, 14, 21] },
        { 25, [0, 25] },
        { 26, [0] },
        { 86_400, [0] },
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Theory]
    [MemberData(nameof(Schedules))]
    public async Task A_lost_answer_is_asked_for_again_within_25_seconds_and_not_before_WorkOS_wants_to_be_asked(int retryAfter, double[] seconds)
    {
        _machine.Answer = (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Unavailable, HttpStatusCode.ServiceUnavailable)
        {
            RetryAfter = retryAfter == 0 ? null : TimeSpan.FromSeconds(retryAfter),
        };
        await _machine.RefreshAsync(await _machine.SignInAsync());
        foreach (var second in seconds[1..])
        {
            await _machine.PassToAsync(second);
        }

        await DrainAsync();

        Assert.Equal(seconds, _machine.Seconds);
    }

    [Fact]
    public async Task An_attempt_that_took_longer_than_the_next_wait_is_followed_by_another_at_once()
    {
        // A Retry-After with a date that has passed.
        _machine.Answer = static (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Unavailable, HttpStatusCode.ServiceUnavailable) { RetryAfter = TimeSpan.FromSeconds(-5) };
        var prepared = new TaskCompletionSource();
        var request = await _machine.SignInAsync();
        await _machine.RefreshAsync(request);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _machine.Prepare = () =>
        {
            reached.TrySetResult();
            return prepared.Task;
        };
        await _machine.PassToAsync(1);
        await reached.Task;
        _clock.Advance(TimeSpan.FromSeconds(8));
        prepared.SetResult();
        await _machine.PassToAsync(12);
        await _machine.PassToAsync(18);
        await _machine.PassToAsync(24);
        await DrainAsync();

        Assert.Equal([0, 9, 9, 12, 18, 24], _machine.Seconds);
    }

    [Fact]
    public async Task A_machine_that_was_suspended_meanwhile_leaves_WorkOS_alone()
    {
        await _machine.RefreshAsync(await _machine.SignInAsync());
        await _clock.TimerAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        _clock.Suspend(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.Zero);
        await DrainAsync();

        Assert.Equal([0], _machine.Seconds);
    }

    [Fact]
    public async Task A_refresh_that_a_later_one_has_replaced_asks_no_more()
    {
        var request = await _machine.SignInAsync();
        await _machine.RefreshAsync(request);
        await _machine.PassToAsync(1);
        await _machine.PassToAsync(6);
        var replaced = Assert.Single(_machine.Refreshes);
        await _clock.TimerAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(6));
        _clock.Advance(TimeSpan.FromSeconds(5.5));
        await _machine.RefreshAsync(request);

        await _machine.PassToAsync(12);
        await replaced.WaitForEndAsync();
        await _machine.PassToAsync(12.5);
        await _machine.PassToAsync(17.5);

        Assert.Equal([0, 1, 6, 11.5, 12.5], _machine.Seconds[..5]);
        Assert.NotSame(replaced, Assert.Single(_machine.Refreshes));
    }

    [Fact]
    public async Task Once_WorkOS_has_answered_it_is_not_asked_again()
    {
        var request = await _machine.SignInAsync();
        await _machine.RefreshAsync(request);
        _machine.Answer = (_, _) => Task.FromResult<ISessionGrant?>(_machine.Grant());

        await _machine.PassToAsync(1);
        await DrainAsync();

        Assert.Equal([0, 1], _machine.Seconds);
        Assert.Equal("refresh_3", await RefreshMachine.FindStoredTokenAsync(request));
        Assert.IsType<RefreshOutcome.Refreshed>(await _machine.RefreshAsync(request));
    }

    [Fact]
    public async Task A_refusal_of_the_token_is_the_last_answer()
    {
        await _machine.RefreshAsync(await _machine.SignInAsync());
        _machine.Answer = static (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.BadRequest, "invalid_grant");

        await _machine.PassToAsync(1);
        foreach (var second in new[] { 1.1, 1.3, 1.7, 3 })
        {
            await _machine.PassToAsync(second);
        }

        await DrainAsync();

        Assert.Equal([0, 1], _machine.Seconds);
    }

    [Fact]
    public async Task A_caller_waits_for_nothing_while_the_call_to_WorkOS_blocks_its_thread()
    {
        using var answered = new ManualResetEventSlim();
        var request = await _machine.SignInAsync();
        _machine.Answer = (_, _) =>
        {
            answered.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
            return Task.FromResult<ISessionGrant?>(_machine.Grant());
        };

        var refreshing = _machine.RefreshAsync(request);

        Assert.False(refreshing.IsCompleted);
        answered.Set();
        Assert.IsType<RefreshOutcome.Refreshed>(await refreshing);
    }

    private async Task DrainAsync()
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _machine.Coordinator.DrainAsync(time.Token);
        Assert.False(time.IsCancellationRequested, "Something still waits to be sent.");
    }
}
