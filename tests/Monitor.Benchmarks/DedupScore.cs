using Monitor.Identity.Reports;

namespace Monitor.Benchmarks;

/// <summary>A truth set and a proposed group that do not fit.</summary>
internal sealed record DedupMiss(string Kind, string Left, string Right, string Verdict, double Score, IReadOnlyList<Reason> Reasons);

/// <summary>
/// Counts per removable copy. Per proposed group: tp = sum over its truth sets of (members in it - 1), false merges = truth sets in it
/// - 1; fn = removable copies that remain. What goes to a person is not merged.
/// </summary>
internal sealed record DedupScore(int Tp, int Fp, int Fn, int FalseMerges, IReadOnlyList<DedupMiss> Misses)
{
    public double Sensitivity => Tp + Fn == 0 ? 1 : (double)Tp / (Tp + Fn);

    /// <param name="found">What was proposed.</param>
    /// <param name="set">The truth set of a record; a unique record is a set of one.</param>
    public static DedupScore Of(ReportGroups found, Func<string, string> set)
    {
        var (tp, wrong, all) = (0, 0, 0);
        var misses = new List<DedupMiss>();
        foreach (var group in found.Groups)
        {
            var sets = group.GroupBy(r => set(r.Id), StringComparer.Ordinal).OrderByDescending(s => s.Count()).ToList();
            tp += sets.Sum(s => s.Count() - 1);
            wrong += sets.Count - 1;
            foreach (var other in sets.Skip(1)) misses.Add(Miss("false merge", sets[0].First(), other.First()));
        }

        foreach (var truth in found.Groups.SelectMany(g => g.Select(r => (Record: r, Group: g[0].Id))).GroupBy(r => set(r.Record.Id), StringComparer.Ordinal))
        {
            all += truth.Count() - 1;
            var parts = truth.GroupBy(r => r.Group, StringComparer.Ordinal).Select(p => p.First().Record).ToList();
            misses.AddRange(parts.Skip(1).Select(p => Miss("missed", parts[0], p)));
        }

        return new DedupScore(tp, wrong, all - tp, wrong, [.. misses.OrderBy(m => m.Kind, StringComparer.Ordinal).ThenBy(m => m.Score)]);
    }

    private static DedupMiss Miss(string kind, CitationForm a, CitationForm b)
    {
        var decision = SameReport.Decide(a, b);
        return new DedupMiss(kind, a.Id, b.Id, decision.Verdict.ToString(), decision.Score, decision.Reasons);
    }
}
