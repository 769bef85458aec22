namespace Monitor.Commands.Demo;

/// <summary>
/// The demo's time: it stands still while work is done and jumps when a delay is asked for, so that thirty days with all
/// their polite waits pass in seconds. I/O time-outs stay on the real clock.
/// </summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = start;

    /// <summary>By how much it goes wrong.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>The same time, never wrong: that of everybody else.</summary>
    public TimeProvider Right => new RightClock(this);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now + Ahead;
    }

    /// <summary>Jumps forward; an instant that has passed already is not gone back to.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (_lock)
        {
            if (instant - Ahead > _now) _now = instant - Ahead;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            AdvanceTo(GetUtcNow() + dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Fired();
    }

    private sealed class RightClock(DemoClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - clock.Ahead;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>A timer that has fired already.</summary>
    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
