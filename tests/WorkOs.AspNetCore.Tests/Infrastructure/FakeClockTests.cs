namespace WorkOs.AspNetCore.Tests.Infrastructure;

[Trait("Room", "Infrastructure")]
public class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void The_clock_moves_only_when_told()
    {
        var start = _clock.GetUtcNow();
        Assert.Equal(start, _clock.GetUtcNow());

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(start + TimeSpan.FromSeconds(5), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(5), _clock.GetElapsedTime(start.UtcTicks));
    }

    [Fact]
    public void A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _clock);

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_time()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<double>();
        using var late = _clock.CreateTimer(_ => fired.Add((_clock.GetUtcNow() - start).TotalSeconds), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var every = _clock.CreateTimer(_ => fired.Add((_clock.GetUtcNow() - start).TotalSeconds), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([2, 4, 5, 6], fired);
    }

    [Fact]
    public void A_disposed_timer_never_fires()
    {
        var fired = false;
        var timer = _clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(fired);
    }
}
