using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monitor.Identity.Reports;

namespace Monitor.Benchmarks;

/// <summary>
/// The deduplicator against duplicates labelled by people: a folder with <c>records_pre_merged.csv</c> and
/// <c>merged_record_ids.csv</c>, or with EndNote XML whose captions mark members.
/// </summary>
internal static class DedupBenchmark
{
    public const string Usage = "dedup FOLDER|--synthetic 80000 [--recurring 5]|--sets FOLDER [--json] [--part dev|held] [--worst 20]";

    public static int Run(string[] args)
    {
        if (Option(args, "--synthetic") is { } count)
            return Speed(int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture),
                int.Parse(Option(args, "--recurring") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture), args.Contains("--json"));
        if (Option(args, "--sets") is { } sets) return DedupTable.Print(sets);
        var folder = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] is not ("--part" or "--worst"))).FirstOrDefault();
        if (folder is null) return Wrong($"usage: {Usage}");
        if (!Directory.Exists(folder) && !File.Exists(folder)) return Wrong($"{folder}: no such folder");
        if (folder.EndsWith(".jsonl", StringComparison.Ordinal)) return Pairs(folder);
        var part = Option(args, "--part");
        if (part is not (null or "dev" or "held")) return Wrong($"--part is dev or held, not {part}");
        var worst = int.Parse(Option(args, "--worst") ?? "20", NumberStyles.None, CultureInfo.InvariantCulture);
        if (File.Exists(Path.Combine(folder, "records_pre_merged.csv"))) return Copies(folder, part, worst, args.Contains("--json"));
        var files = File.Exists(folder) ? [folder] : Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToArray();
        return files.Length == 0 ? Wrong($"{folder}: neither records_pre_merged.csv nor EndNote XML") : Members(files, args.Contains("--json"));
    }

    internal static (ReportGroups Groups, double Seconds, int Compared) Measure(DedupSet set)
    {
        var watch = Stopwatch.StartNew();
        var deduplicator = new Deduplicator();
        foreach (var citation in set.Citations) deduplicator.Add(citation);
        return (deduplicator.Groups(), watch.Elapsed.TotalSeconds, deduplicator.Compared);
    }

    private static int Copies(string folder, string? part, int worst, bool json)
    {
        var set = DedupSet.Csv(folder);
        if (part is not null) set = set.Half(part);
        var (groups, seconds, compared) = Measure(set);
        var score = DedupScore.Of(groups, id => set.Set.GetValueOrDefault(id, id));
        var misses = score.Misses.Take(worst).ToList();
        if (json)
        {
            Print(new { tp = score.Tp, fp = score.Fp, fn = score.Fn, sensitivity = score.Sensitivity, falseMerges = score.FalseMerges, seconds, worst = misses });
            return 0;
        }

        foreach (var miss in misses) Print(miss);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"records {set.Citations.Count}  tp {score.Tp}  fp {score.Fp}  fn {score.Fn}  sensitivity {score.Sensitivity:0.0000}  falseMerges {score.FalseMerges}  toPerson {groups.ToPerson.Count}  compared {compared}  seconds {seconds:0.000}"));
        return 0;
    }

    private static int Pairs(string file)
    {
        var (found, falseMerges, missed, asked) = (0, 0, 0, 0);
        var pairs = DedupPair.Read(file);
        foreach (var pair in pairs)
        {
            var (decision, one) = (pair.Decide(), pair.IsFound());
            if (decision.Verdict == Verdict.ToPerson) asked++;
            if (one && pair.Label == "same") found++;
            else if (one) falseMerges++;
            else if (pair.Label == "same") missed++;
            if (one != (pair.Label == "same") || decision.Verdict == Verdict.ToPerson)
                Print(new DedupMiss(one ? "merged" : "not merged", pair.Id, $"{pair.Label} ({pair.Why})",
                    decision.Verdict.ToString(), decision.Score, decision.Reasons));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"pairs {pairs.Count}  tp {found}  fn {missed}  falseMerges {falseMerges}  toPerson {asked}"));
        return 0;
    }

    private static int Members(string[] files, bool json)
    {
        var rows = files.Select(file =>
        {
            var set = DedupSet.EndNote(file);
            var (groups, seconds, _) = Measure(set);
            var merged = groups.Groups.Where(g => g.Count > 1).SelectMany(g => g.Select(r => r.Id)).ToHashSet(StringComparer.Ordinal);
            var tp = merged.Count(set.Set.ContainsKey);
            return new { file = Path.GetFileName(file), records = set.Citations.Count, memberTp = tp, memberFp = merged.Count - tp, memberFn = set.Set.Count - tp, toPerson = groups.ToPerson.Count, seconds };
        }).ToList();
        if (json)
        {
            Print(new { memberTp = rows.Sum(r => r.memberTp), memberFp = rows.Sum(r => r.memberFp), memberFn = rows.Sum(r => r.memberFn), seconds = rows.Sum(r => r.seconds) });
            return 0;
        }

        foreach (var r in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.file}  records {r.records}  memberTp {r.memberTp}  memberFp {r.memberFp}  memberFn {r.memberFn}  toPerson {r.toPerson}  seconds {r.seconds:0.000}"));
        }

        return 0;
    }

    /// <summary>All records in one go, and what one more costs beside them.</summary>
    private static int Speed(int count, int recurring, bool json)
    {
        var world = new DedupWorld(1, recurring);
        var records = world.Records(count + 2000).ToList();
        var deduplicator = new Deduplicator();
        var watch = Stopwatch.StartNew();
        foreach (var citation in records.Take(count)) deduplicator.Add(citation);
        var groups = deduplicator.Groups();
        var seconds = watch.Elapsed.TotalSeconds;
        var compared = deduplicator.Compared;
        var score = DedupScore.Of(groups, world.Paper);
        if (!json) foreach (var miss in score.Misses.Where(m => m.Kind == "false merge").Take(5)) Print(miss);
        var one = records.Skip(count).Select(citation =>
        {
            var start = Stopwatch.GetTimestamp();
            deduplicator.Add(citation);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order().ToList();
        var (median, p99) = (one[one.Count / 2], one[one.Count * 99 / 100]);
        if (json) Print(new { records = count, reports = groups.Groups.Count, tp = score.Tp, fn = score.Fn, falseMerges = score.FalseMerges, toPerson = groups.ToPerson.Count, compared, seconds, medianMs = median, p99Ms = p99 });
        else Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records {count}  reports {groups.Groups.Count}  tp {score.Tp}  fn {score.Fn}  falseMerges {score.FalseMerges}  toPerson {groups.ToPerson.Count}  compared {compared}  seconds {seconds:0.00}  one more: median {median:0.000} ms, p99 {p99:0.000} ms"));
        return 0;
    }

    private static void Print(DedupMiss miss)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{miss.Kind}: {miss.Left} {miss.Right}  {miss.Verdict}  score {miss.Score:0.000}"));
        foreach (var reason in miss.Reasons) Console.WriteLine($"    {reason.Rule}: {reason.Left ?? "-"} | {reason.Right ?? "-"}");
    }

    private static void Print<T>(T document) => Console.WriteLine(JsonSerializer.Serialize(document, JsonSerializerOptions.Web));

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

    private static int Wrong(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
