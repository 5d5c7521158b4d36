namespace Jim.Tests.Hosting;

/// <summary>Time that jumps to whatever somebody waits for, so that a minute passes at once.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Passed => TimeSpan.FromTicks(Volatile.Read(ref now));

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref now, dueTime > TimeSpan.Zero ? dueTime.Ticks : 0);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
