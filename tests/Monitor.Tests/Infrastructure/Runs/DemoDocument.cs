using System.Text.Json.Nodes;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>What the demo printed as its one document, as far as a run is judged by it.</summary>
/// <param name="IsRead">False where it printed something else; that is then what is wrong.</param>
/// <param name="Expected">Pairs of reader and news that were owed.</param>
/// <param name="Delivered">Pairs that were delivered.</param>
/// <param name="Polls">Runs of the ledger.</param>
/// <param name="Wrong">What was lost or told twice.</param>
internal sealed record DemoDocument(bool IsRead, int Expected, int Delivered, int Polls, IReadOnlyList<string> Wrong)
{
    public static DemoDocument Of(LiveProcess demo)
    {
        if (!demo.Output.StartsWith('{')) return new DemoDocument(false, 0, 0, 0, [demo.Said]);
        var result = JsonNode.Parse(demo.Output)!; // non-null: it begins as an object
        var truth = result["truth"]!; // non-null: the demo's document has both
        return new DemoDocument(true, (int)truth["expected"]!, (int)truth["delivered"]!, result["polls"]!.AsArray().Count,
            [.. truth["missing"]!.AsArray().Select(m => $"missing: {m}"), .. truth["duplicated"]!.AsArray().Select(d => $"duplicated: {d}")]);
    }
}
