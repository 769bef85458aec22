using System.Diagnostics;

namespace Monitor.Benchmarks;

/// <summary>How long single pieces of work took, in milliseconds.</summary>
internal sealed class Times
{
    private readonly List<double> _times = [];

    public int Count => _times.Count;

    public async Task AddAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The time that so many of a thousand pieces took at most.</summary>
    public double At(int permille)
    {
        _times.Sort();
        return _times[Math.Min(_times.Count - 1, _times.Count * permille / 1000)];
    }
}
