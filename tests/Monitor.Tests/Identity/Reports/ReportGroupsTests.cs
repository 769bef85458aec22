using FsCheck;
using FsCheck.Fluent;
using Monitor.Identity.Reports;
using Xunit;
using static Monitor.Tests.Identity.Reports.Citations;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Groups of records: whoever comes first, whatever a person merges and splits.</summary>
public sealed class ReportGroupsTests
{
    private static Deduplicator Taken(IEnumerable<Citation> citations)
    {
        var deduplicator = new Deduplicator();
        foreach (var citation in citations) deduplicator.Add(citation);
        return deduplicator;
    }

    private static string Print(ReportGroups groups) =>
        string.Join(" | ", groups.Groups.Select(g => string.Join(' ', g.Select(r => r.Id)))) + " ? " + string.Join(' ', groups.ToPerson.Select(p => $"{p.A.Id}+{p.B.Id}:{p.Decision.Reasons[0].Rule}"));

    [Fact]
    public void The_order_of_arrival_does_not_change_the_outcome() =>
        Prop.ForAll(PaperGen.Records.Two().Select(two => two.Item1).SelectMany(all => Gen.Shuffle(all).Select(shuffled => (All: all, Shuffled: shuffled))).ToArbitrary(), one =>
            Print(Taken(one.All).Groups()) == Print(Taken(one.Shuffled).Groups())).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void No_chain_of_near_matches_joins_two_records_that_a_rule_holds_apart() =>
        Prop.ForAll(PaperGen.Records.ToArbitrary(), all =>
            Taken(all).Groups().Groups.All(group => group.All(a => group.All(b => ReferenceEquals(a, b) || !SameReport.Decide(a, b).HeldApart)))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Merging_and_then_splitting_two_records_leaves_every_report_as_it_was_and_so_the_other_way_round() =>
        Prop.ForAll(PaperGen.Records.Where(r => r.Length > 1).SelectMany(all => Gen.Two(Gen.Choose(0, all.Length - 1)).Where(p => p.Item1 != p.Item2).Select(p => (All: all, A: all[p.Item1].Id, B: all[p.Item2].Id))).ToArbitrary(), one =>
        {
            var deduplicator = Taken(one.All);
            var before = Print(deduplicator.Groups());
            var merged = PersonDecisions.None.Merge(one.A, one.B);
            var split = PersonDecisions.None.Split(one.A, one.B);
            Assert.Contains(deduplicator.Groups(merged).Groups, g => g.Any(r => r.Id == one.A) && g.Any(r => r.Id == one.B));
            Assert.DoesNotContain(deduplicator.Groups(split).Groups, g => g.Any(r => r.Id == one.A) && g.Any(r => r.Id == one.B));
            return Print(deduplicator.Groups(merged.Split(one.A, one.B))) == before && Print(deduplicator.Groups(split.Merge(one.B, one.A))) == before;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_record_that_fits_two_reports_equally_well_goes_to_a_person()
    {
        // Two abstracts under one title in two volumes, and a print that lacks its place.
        var groups = Taken([Paper, Paper with { Id = "synthetic:b", Volume = "15", Pages = "301-310" }, Again with { Id = "synthetic:c", Volume = null, Pages = null }]).Groups();
        Assert.Equal(3, groups.Groups.Count);
        Assert.Equal(2, groups.ToPerson.Count(p => p.Decision.Reasons[0].Rule == "equal-claims"));
    }

    [Fact]
    public void A_person_joins_what_a_rule_holds_apart_and_parts_what_a_rule_joins()
    {
        var deduplicator = Taken([Paper with { Pmid = "99999991" }, Again with { Pmid = "99999992" }, Again with { Id = "synthetic:c" }]);
        Assert.Single(deduplicator.Groups(PersonDecisions.None.Merge("synthetic:a", "synthetic:b")).Groups);
        Assert.Equal(3, deduplicator.Groups(PersonDecisions.None.Split("synthetic:a", "synthetic:c").Split("synthetic:c", "synthetic:b")).Groups.Count);
    }

    [Fact]
    public void A_record_finds_its_duplicate_by_look_up_among_many_others()
    {
        var deduplicator = Taken(Enumerable.Range(0, 500).Select(i => Paper with { Id = $"synthetic:{i:000}", Title = $"Paper {i} on something of its own, number {i * 7} of many", Authors = [$"Author{i}, A."], Pages = $"{i * 20}-{(i * 20) + 9}" }).Append(Paper));
        Assert.Equal(["synthetic:a"], deduplicator.Candidates(new CitationForm(Again)).Select(c => c.Id));
        Assert.Equal(["title-authors-place"], deduplicator.Add(Again).Select(p => p.Decision.Reasons[0].Rule));
    }
}
