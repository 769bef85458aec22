using Monitor.Benchmarks;
using Monitor.Identity.Reports;
using Xunit;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Pairs written and labelled by a hand that did not know the rules: what was reached is not lost again, and nothing is merged wrongly.</summary>
public sealed class DedupPairsTests
{
    [Theory]
    [InlineData("synthetic-dedup.jsonl", 57, 0)]
    [InlineData("synthetic-dedup-held-out.jsonl", 36, 3)]
    public void No_labelled_pair_is_merged_wrongly_and_most_duplicates_are_found(string file, int floor, int most)
    {
        var pairs = DedupPair.Read(Path.Combine(AppContext.BaseDirectory, "Identity", "Reports", "Data", file));
        Assert.Equal(120, pairs.Count);
        var found = pairs.Where(p => p.IsFound()).ToList();
        Assert.Empty(found.Where(p => p.Label != "same").Select(p => p.Id));
        Assert.InRange(found.Count, floor, pairs.Count);
        Assert.InRange(pairs.Count(p => p.Decide().Verdict == Verdict.ToPerson), 0, most);
    }
}
