using Monitor.Documents;
using Monitor.Simulator;
using Spectre.Console;

namespace Monitor.Commands.Demo;

/// <summary>The demo's summary for people.</summary>
internal static class DemoReport
{
    public static void Print(World world, IReadOnlyList<Poll> ledger, DemoTruth truth, string mails, TimeSpan took)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["source", "polls", "failed", "records", "new", "changed", "known", "unmatched"])
        {
            // Narrow enough for a terminal of 80 columns with the longest name of a source.
            table.AddColumn(new TableColumn(heading).NoWrap().Padding(0, 0, 1, 0));
        }

        foreach (var source in ledger.GroupBy(p => p.Source).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            table.AddRow([.. new object[]
            {
                source.Key, source.Count(), source.Count(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked),
                source.Sum(p => p.Retrieved), source.Sum(p => p.New), source.Sum(p => p.Changed), source.Sum(p => p.Known), source.Sum(p => p.Unmatched),
            }.Select(c => Markup.Escape($"{c}"))]);
        }

        Console.Out.WriteLine($"{world.Options.Days} days of upstream life (seed {world.Options.Seed}) in {took.TotalSeconds:0.0} s");
        AnsiConsole.Write(table);
        Console.Out.WriteLine(
            $"published {truth.Published}, expected {truth.Expected}, delivered {truth.Delivered}, "
            + $"missing {truth.Missing.Count}, duplicated {truth.Duplicated.Count}, unlabelled {truth.Unlabelled.Count}");
        Console.Out.WriteLine(
            "  published: records and changes of records. The others: news times readers; "
            + "unlabelled: delivered, and the world's labels cannot say whether it was owed.");
        foreach (var pair in truth.Unlabelled) Console.Out.WriteLine($"UNLABELLED {pair}");
        Console.Out.WriteLine($"labels: {truth.Sources.Sum(s => s.Labelled)} to be found, {truth.Sources.Sum(s => s.Found)} found; {truth.Sources.Sum(s => s.Hits)} hits, {truth.Sources.Sum(s => s.Foreign.Count)} foreign");
        Console.Out.WriteLine($"harm: {truth.Harms} reports, {truth.Harms - truth.NotAlerted.Count} alerted");
        Console.Out.WriteLine($"gaps: {truth.Gaps.Opened} opened, {truth.Gaps.Alarmed} alarmed, {truth.Gaps.False} false");
        foreach (var pair in truth.Missing) Console.Out.WriteLine($"MISSING {pair}");
        foreach (var pair in truth.Duplicated) Console.Out.WriteLine($"DUPLICATED {pair}");
        foreach (var pair in truth.Sources.SelectMany(s => s.Missed)) Console.Out.WriteLine($"NOT FOUND {pair}");
        foreach (var pair in truth.Sources.SelectMany(s => s.Foreign)) Console.Out.WriteLine($"FOREIGN {pair}");
        foreach (var pair in truth.NotAlerted) Console.Out.WriteLine($"NOT ALERTED {pair}");
        Console.Out.WriteLine(mails);
    }
}
