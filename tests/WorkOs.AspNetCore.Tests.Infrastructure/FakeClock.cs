namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>A clock that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, in the order in which they are due.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Set)> _awaited = [];
    private DateTimeOffset _now = start;

    public FakeClock()
        : this(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward, and runs every timer that falls due on the way at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (TryRunNext(target))
        {
        }

        lock (_gate)
        {
            _now = target;
        }
    }

    /// <summary>Moves the clock and runs no timer, as on a machine that was suspended: those that are due meanwhile run late.</summary>
    public void Suspend(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
        }
    }

    /// <summary>When there is a timer that is due at this time.</summary>
    public Task TimerAsync(DateTimeOffset due)
    {
        lock (_gate)
        {
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_timers.Exists(timer => timer.Due == due))
            {
                set.SetResult();
            }
            else
            {
                _awaited.Add((due, set));
            }

            return set.Task;
        }
    }

    /// <summary>Moves to the next timer and runs it; <see langword="false"/> where there is none.</summary>
    public bool TryAdvanceToNext() => TryRunNext(DateTimeOffset.MaxValue);

    private bool TryRunNext(DateTimeOffset until)
    {
        var next = NextDue(until);
        next?.Fire();
        return next is not null;
    }

    private void TellOf(DateTimeOffset due)
    {
        foreach (var (_, set) in _awaited.Where(awaited => awaited.Due == due))
        {
            set.TrySetResult();
        }

        _awaited.RemoveAll(awaited => awaited.Due == due);
    }

    private FakeTimer? NextDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is null)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due = _now + next.Period;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    Period = period;
                    clock._timers.Add(this);
                    clock.TellOf(Due);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
