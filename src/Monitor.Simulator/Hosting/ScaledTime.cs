namespace Monitor.Simulator.Hosting;

/// <summary>A clock that begins at a chosen instant and runs faster or slower than the real one; waits on it are as much shorter or longer.</summary>
/// <param name="real">The clock that it follows.</param>
/// <param name="start">What it shows at first.</param>
/// <param name="speed">Its seconds per real second.</param>
/// <param name="epoch">The real instant at which it leaves <paramref name="start"/>, so that several processes show the same; until then it stands still. Null = now.</param>
public sealed class ScaledTime(TimeProvider real, DateTimeOffset start, double speed, DateTimeOffset? epoch = null) : TimeProvider
{
    private readonly long _begun = real.GetTimestamp();
    private readonly TimeSpan _before = epoch is { } instant ? real.GetUtcNow() - instant : TimeSpan.Zero;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var run = _before + real.GetElapsedTime(_begun);
        return start.ToUniversalTime() + (run > TimeSpan.Zero ? run * speed : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, real.CreateTimer(callback, state, Real(dueTime), Real(period)));

    private TimeSpan Real(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? wait : wait / speed;

    private sealed class Timer(ScaledTime time, ITimer real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => real.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => real.Dispose();

        public ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
