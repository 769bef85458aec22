using System.Globalization;
using System.Text.Json;
using Monitor.Documents;
using Monitor.Evidence;

namespace Monitor.Benchmarks;

/// <summary>
/// Study design by rules against labels set by people: a file with the columns <c>title</c>, <c>abstract</c> and
/// <c>accepted_label</c>, of StudyTypeTeller's fourteen. The file is read where it lies and never kept.
/// </summary>
internal static class DesignBenchmark
{
    public const string Usage = "design FILE.csv [--json]";

    /// <summary>The label of each kind, in the order of <see cref="StudyKind"/>.</summary>
    private static readonly string[] Labels =
    [
        "Remaining", "Non-systematic-review", "Human-systematic-review", "Clinical-study-protocol", "Human-RCT-drug-intervention", "Human-RCT-non-drug-intervention",
        "Human-RCT-non-intervention", "Human-non-RCT-drug-intervention", "Human-non-RCT-non-drug-intervention", "Human-case-report", "Animal-drug-intervention",
        "Animal-non-drug-intervention", "Animal-other", "In-vitro-study",
    ];

    public static int Run(string[] args)
    {
        if (args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) is not { } file) return Wrong($"usage: {Usage}");
        if (!File.Exists(file)) return Wrong($"{file}: no such file");
        var rows = CsvRows.Read(file).Select((r, i) => (Article: Article(i, r), Label: Array.IndexOf(Labels, r["accepted_label"]))).ToList();
        if (rows.FindIndex(r => r.Label < 0) is >= 0 and var odd) return Wrong($"{file}: row {odd + 2} has a label that is none of {string.Join(", ", Labels)}");
        var pairs = rows.ConvertAll(r => (r.Label, Said: (int)KindScore.Of(new Reading(r.Article)).Kind));
        var perSecond = PerSecond(rows.ConvertAll(r => r.Article));
        var classes = Labels.Select((label, i) => Measure(label, pairs, k => k == i)).ToList();
        var weighted = classes.Sum(c => c.F1 * c.Support) / pairs.Count;
        var animal = Measure("Animal-*", pairs, k => KindScore.IsAnimal((StudyKind)k));
        var confusion = Labels.Select((_, said) => said).Select(label => Labels.Select((_, said) => pairs.Count(p => p.Label == label && p.Said == said)).ToArray()).ToArray();
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { records = pairs.Count, weightedF1 = weighted, animalF1 = animal.F1, perSecond, classes, confusion }, JsonSerializerOptions.Web));
            return 0;
        }

        foreach (var c in classes.Append(animal)) Print(c);
        Print(confusion);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records {pairs.Count}  weightedF1 {weighted:0.000}  animalF1 {animal.F1:0.000}  perSecond {perSecond:0}"));
        return 0;
    }

    private sealed record Figures(string Label, int Support, double Precision, double Recall, double F1);

    private static Article Article(int i, Dictionary<string, string> row) => new()
    {
        Id = $"bench:{i}", Source = "bench", ExternalId = $"{i}", Title = row["title"], Abstract = row["abstract"].Length == 0 ? null : row["abstract"],
    };

    private static Figures Measure(string label, List<(int Label, int Said)> pairs, Func<int, bool> isOne)
    {
        var right = pairs.Count(p => isOne(p.Label) && isOne(p.Said));
        var (said, are) = (pairs.Count(p => isOne(p.Said)), pairs.Count(p => isOne(p.Label)));
        var (precision, recall) = (said == 0 ? 0 : (double)right / said, are == 0 ? 0 : (double)right / are);
        return new Figures(label, are, precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    /// <summary>All facts of a record in one thread, per second of processor time (a busy machine does not count): the middle of five rounds after warming up.</summary>
    private static double PerSecond(List<Article> articles)
    {
        var rounds = new List<double>();
        for (var round = -3; round < 5; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            foreach (var article in articles) _ = FactReader.Of(article);
            if (round >= 0) rounds.Add(articles.Count / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return rounds.Order().ElementAt(2);
    }

    private static void Print(Figures f) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{f.Label,-36} n {f.Support,4}  P {f.Precision:0.000}  R {f.Recall:0.000}  F1 {f.F1:0.000}"));

    private static void Print(int[][] confusion)
    {
        Console.WriteLine("labelled (rows) against said (columns, in the same order):");
        for (var i = 0; i < Labels.Length; i++) Console.WriteLine($"{Labels[i],-36}{string.Concat(confusion[i].Select(n => $"{n,5}"))}");
    }

    private static int Wrong(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
