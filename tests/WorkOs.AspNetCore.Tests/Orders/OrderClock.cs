namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>A clock that stands still until the explorer moves it, to the next timer that is due or by a span. Timers run on the explorer's thread.</summary>
internal sealed class OrderClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<OrderTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

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
        var timer = new OrderTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and runs it; false where there is none.</summary>
    public bool TryAdvanceToNext() => TryRunNext(DateTimeOffset.MaxValue);

    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (TryRunNext(target))
        {
        }

        lock (_gate)
        {
            _now = target;
        }
    }

    private bool TryRunNext(DateTimeOffset until)
    {
        OrderTimer? next;
        lock (_gate)
        {
            next = _timers.Where(timer => timer.Due <= until).MinBy(static timer => timer.Due);
            if (next is null)
            {
                return false;
            }

            _now = next.Due > _now ? next.Due : _now;
            _timers.Remove(next);
        }

        next.Run();
        return true;
    }

    private sealed class OrderTimer(OrderClock clock, Action run) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Run() => run();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
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
