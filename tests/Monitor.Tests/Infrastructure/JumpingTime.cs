namespace Monitor.Tests.Infrastructure;

/// <summary>A clock that stands still until somebody waits, and then jumps to the end of the wait.</summary>
internal sealed class JumpingTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = start;

    /// <summary>The waits asked for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get { lock (_lock) return [.. _waits]; }
    }

    /// <summary>Moves on without anybody waiting.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_lock) _now += by;
    }

    /// <summary>Sets the clock.</summary>
    public void Set(DateTimeOffset now)
    {
        lock (_lock) _now = now;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Jump(TimeSpan by)
    {
        lock (_lock)
        {
            _waits.Add(by);
            _now += by;
        }
    }

    private sealed class JumpTimer(JumpingTime time, Action fire) : ITimer
    {
        private volatile bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed || dueTime == Timeout.InfiniteTimeSpan) return !_disposed;
            time.Jump(dueTime);
            // Not on this thread: who asked for the timer does not hold it yet.
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (!_disposed) fire();
            });
            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
