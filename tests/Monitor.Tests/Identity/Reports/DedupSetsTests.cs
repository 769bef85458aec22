using Monitor.Benchmarks;
using Monitor.Identity.Reports;
using Monitor.Tests.Infrastructure;
using Xunit;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Labelled sets that stand beside the repository: what was reached is not lost again, and nothing is merged wrongly.</summary>
public sealed class DedupSetsTests
{
    private static ReportGroups Groups(DedupSet set)
    {
        var deduplicator = new Deduplicator();
        foreach (var citation in set.Citations) deduplicator.Add(citation);
        return deduplicator.Groups();
    }

    [Theory]
    [InlineData("bibdedupe_haematology", 0.88)]
    [InlineData("bibdedupe_respiratory", 0.98)]
    [InlineData("bibdedupe_special_cases", 1)]
    public void A_labelled_set_is_found_without_one_false_merge(string folder, double floor)
    {
        var set = DedupSet.Csv(Shared.File($"benchmarks/{folder}"));
        var groups = Groups(set);
        var score = DedupScore.Of(groups, id => set.Set.GetValueOrDefault(id, id));
        Assert.Equal(0, score.FalseMerges);
        Assert.InRange(groups.ToPerson.Count, 0, set.Citations.Count / 100);
        Assert.InRange(score.Sensitivity, floor, 1);
    }

    [Theory]
    [InlineData("copper.xml", 1)]
    [InlineData("tafenoquine.xml", 1)]
    public void Members_of_duplicate_sets_are_found_and_no_others(string file, double floor)
    {
        var set = DedupSet.EndNote(Shared.File($"benchmarks/iebh_dedupe_sweep/{file}"));
        var groups = Groups(set);
        Assert.InRange(groups.ToPerson.Count, 0, set.Citations.Count / 100);
        var merged = groups.Groups.Where(g => g.Count > 1).SelectMany(g => g.Select(r => r.Id)).ToList();
        Assert.All(merged, id => Assert.True(set.Set.ContainsKey(id), id));
        Assert.InRange((double)merged.Count / set.Set.Count, floor, 1);
    }

    [Fact]
    public void Copies_are_counted_as_removable_and_merges_as_sets_too_many()
    {
        var citations = new[] { "a", "b", "c", "d", "e" }.Select(id => new CitationForm(new Citation { Id = id })).ToList();
        var groups = new ReportGroups([[citations[0], citations[1], citations[3]], [citations[2]], [citations[4]]], [], []);
        // Truth: a b c are one report, d and e unique.
        var score = DedupScore.Of(groups, id => id is "a" or "b" or "c" ? "a" : id);
        Assert.Equal((1, 1, 1, 1), (score.Tp, score.Fp, score.Fn, score.FalseMerges));
    }
}
