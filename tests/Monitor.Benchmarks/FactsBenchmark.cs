namespace Monitor.Benchmarks;

/// <summary>Species, participants and design by rules against labels set by a person: one JSON object a line, as <see cref="LabelledFacts"/> reads it.</summary>
internal static class FactsBenchmark
{
    public const string Usage = "facts FILE.jsonl";

    public static int Run(string[] args)
    {
        if (args is not [var file])
        {
            Console.Error.WriteLine($"usage: {Usage}");
            return 2;
        }

        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"{file}: no such file");
            return 2;
        }

        var score = FactScore.Of(LabelledFacts.Read(file));
        foreach (var m in score.Misses.OrderBy(m => m.Fact, StringComparer.Ordinal)) Console.WriteLine($"{m.Id,-6} {m.Fact,-12} said {m.Said,-20} labelled {m.Label,-20} {m.Rule}");
        Console.WriteLine(score);
        return 0;
    }
}
