using System.Globalization;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>The simulator's log of requests: whether anybody came too soon after anybody.</summary>
/// <param name="Requests">How many came.</param>
/// <param name="Handovers">How often the next one was of another node.</param>
/// <param name="Least">The least distance of two.</param>
/// <param name="ByNode">Requests of each.</param>
/// <param name="Broken">Each that came too soon.</param>
internal sealed record RequestLog(int Requests, int Handovers, TimeSpan Least, IReadOnlyDictionary<string, int> ByNode, IReadOnlyList<string> Broken)
{
    /// <param name="lines">As the simulator writes them: instant, path, who asks.</param>
    /// <param name="spacing">What was promised.</param>
    public static RequestLog Of(IEnumerable<string> lines, TimeSpan spacing)
    {
        var seen = lines.Select(l => l.Split('\t')).Where(l => l.Length == 3)
            .Select(l => (At: DateTimeOffset.Parse(l[0], CultureInfo.InvariantCulture), Path: l[1], Node: l[2])).OrderBy(r => r.At).ToList();
        var pairs = seen.Zip(seen.Skip(1)).ToList();
        return new RequestLog(seen.Count, pairs.Count(p => p.First.Node != p.Second.Node),
            pairs.Count == 0 ? TimeSpan.Zero : pairs.Min(p => p.Second.At - p.First.At),
            seen.CountBy(r => r.Node, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            [.. pairs.Where(p => p.Second.At - p.First.At < spacing).Select(p => $"{p.Second.At - p.First.At} after {p.First}: {p.Second}")]);
    }
}
