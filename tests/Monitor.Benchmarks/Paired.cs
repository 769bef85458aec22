using System.Diagnostics;

namespace Monitor.Benchmarks;

/// <summary>Two pieces of work timed in turn, so that whatever else the machine does meets both.</summary>
internal static class Paired
{
    /// <summary>Median of the ratios second / first over the rounds, after one round to warm up, and the median seconds of each.</summary>
    public static (double Ratio, double First, double Second) Run(int rounds, Action first, Action second)
    {
        var times = new List<(double First, double Second)>();
        for (var round = 0; round <= rounds; round++)
        {
            var pair = (Time(first), Time(second));
            if (round > 0) times.Add(pair);
        }

        return (Median(times.Select(t => t.Second / t.First)), Median(times.Select(t => t.First)), Median(times.Select(t => t.Second)));
    }

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
