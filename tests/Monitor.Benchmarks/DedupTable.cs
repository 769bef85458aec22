using System.Globalization;

namespace Monitor.Benchmarks;

/// <summary>
/// All labelled sets of a folder in one table. The rules are not trained, so that to leave a set out means: what is decided by looking at
/// the others is measured on it, each in its turn; the last row of each set is the pool of the others.
/// </summary>
internal static class DedupTable
{
    public static int Print(string folder)
    {
        var rows = Rows(folder).ToList();
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"{folder}: no labelled set");
            return 2;
        }

        Console.WriteLine("| left out | records | tp | fp | fn | sensitivity | false merges | to a person | share | sensitivity of the others |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows) Console.WriteLine(Line(row, rows.Where(r => r != row)));
        Console.WriteLine(Line(Pool("all", rows), []));
        return 0;
    }

    public static IEnumerable<DedupRow> Rows(string folder)
    {
        foreach (var set in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(set, "merged_record_ids.csv")))
            {
                var copies = DedupSet.Csv(set);
                var groups = DedupBenchmark.Measure(copies).Groups;
                var score = DedupScore.Of(groups, id => copies.Set.GetValueOrDefault(id, id));
                yield return new DedupRow(Path.GetFileName(set), copies.Citations.Count, score.Tp, score.Fp,
                    score.Fn, score.FalseMerges, groups.ToPerson.Count);
                continue;
            }

            // Only members are marked: a record that is merged and not marked is a false merge at least.
            foreach (var file in Directory.GetFiles(set, "*.xml").Order(StringComparer.Ordinal))
            {
                var members = DedupSet.EndNote(file);
                if (members.Set.Count == 0) continue;
                var groups = DedupBenchmark.Measure(members).Groups;
                var merged = groups.Groups.Where(g => g.Count > 1).SelectMany(g => g.Select(r => r.Id)).ToHashSet(StringComparer.Ordinal);
                var tp = merged.Count(members.Set.ContainsKey);
                yield return new DedupRow(Path.GetFileName(file), members.Citations.Count, tp, merged.Count - tp,
                    members.Set.Count - tp, merged.Count - tp, groups.ToPerson.Count);
            }
        }
    }

    private static DedupRow Pool(string name, IReadOnlyCollection<DedupRow> rows) =>
        new(name, rows.Sum(r => r.Records), rows.Sum(r => r.Tp), rows.Sum(r => r.Fp), rows.Sum(r => r.Fn),
            rows.Sum(r => r.FalseMerges), rows.Sum(r => r.ToPerson));

    private static string Line(DedupRow r, IEnumerable<DedupRow> others) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {r.Name} | {r.Records} | {r.Tp} | {r.Fp} | {r.Fn} | {r.Sensitivity:0.0000} | {r.FalseMerges} | {r.ToPerson} | {r.Queue:0.00%} | {(others.ToList() is { Count: > 0 } rest ? Pool("", rest).Sensitivity.ToString("0.0000", CultureInfo.InvariantCulture) : "")} |");
}

/// <summary>What was reached on one labelled set; copies where sets are labelled, members where only those are.</summary>
internal sealed record DedupRow(string Name, int Records, int Tp, int Fp, int Fn, int FalseMerges, int ToPerson)
{
    public double Sensitivity => Tp + Fn == 0 ? 1 : (double)Tp / (Tp + Fn);

    /// <summary>Questions to a person per record.</summary>
    public double Queue => (double)ToPerson / Records;
}
