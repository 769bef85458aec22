using System.Globalization;

namespace Monitor.Sources;

/// <summary>
/// How long a request waits before it is tried again. The wait is stretched by up to half, so that many installations that
/// an outage stopped together do not come back together. What stretches it is who asks and when, to the tick of the
/// injected clock: different everywhere, and the same each time a play is played again.
/// </summary>
internal static class RetryWait
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    /// <summary>The longest wait inside one run; an upstream that asks for more is left to the stored back-off of its source.</summary>
    public static TimeSpan Longest => Waits[^1];

    /// <summary>
    /// How long a host is left alone at most because one request was told to wait: what was asked for in one place need not hold
    /// for all that is on the host. Whoever was told so waits longer by the stored back-off.
    /// </summary>
    public static TimeSpan LongestOfHost { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The wait after a try; never shorter than what the upstream asked for.</summary>
    /// <param name="attempt">1 for the first try.</param>
    /// <param name="asked">The upstream's Retry-After.</param>
    /// <param name="who">Who asks and whom.</param>
    /// <param name="now">The instant of the failure.</param>
    public static TimeSpan Of(int attempt, TimeSpan? asked, string who, DateTimeOffset now)
    {
        var step = Waits[Math.Clamp(attempt, 1, Waits.Length) - 1];
        var wait = step + TimeSpan.FromMilliseconds(Math.Floor(step.TotalMilliseconds / 2 * Share(who, attempt, now)));
        return asked > wait ? asked.Value : wait;
    }

    /// <summary>From 0 to just below 1.</summary>
    private static double Share(string who, int attempt, DateTimeOffset now)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in string.Create(CultureInfo.InvariantCulture, $"{who} {attempt} {now.UtcTicks}")) hash = (hash ^ c) * 1099511628211UL;
        // The last characters would hardly reach the upper bits.
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return (hash >> 11) / (double)(1UL << 53);
    }
}
