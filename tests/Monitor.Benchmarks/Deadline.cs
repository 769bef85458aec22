using System.Diagnostics;

namespace Monitor.Benchmarks;

/// <summary>How long a run may begin something new; what it has begun it ends.</summary>
internal sealed class Deadline(TimeSpan after)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public static Deadline None => new(TimeSpan.MaxValue);

    public TimeSpan Elapsed => _watch.Elapsed;

    public TimeSpan Left => after == TimeSpan.MaxValue ? after : after - _watch.Elapsed;

    public bool Over => Left <= TimeSpan.Zero;
}
