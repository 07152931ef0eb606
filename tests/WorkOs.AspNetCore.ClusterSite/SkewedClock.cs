namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>The clock of a machine that is wrong by a while. Timers and timestamps run as always.</summary>
internal sealed class SkewedClock(TimeSpan ahead) : TimeProvider
{
    private long _ticks = ahead.Ticks;

    /// <summary>By how much the clock is ahead.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
        set => Interlocked.Exchange(ref _ticks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
