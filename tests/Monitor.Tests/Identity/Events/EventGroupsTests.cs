using Monitor.Documents;
using Monitor.Identity.Events;
using Shouldly;
using Xunit;
using static Monitor.Tests.Identity.Events.Notices;

namespace Monitor.Tests.Identity.Events;

/// <summary>How pairs become events: in any order the same, and never over what is held apart.</summary>
public sealed class EventGroupsTests
{
    private const string Title = "Nimbus Vesicle Works Issues Voluntary Recall of Aurelux Exosome Solution Due to Lack of Sterility Assurance";

    [Fact]
    public void Press_page_MedWatch_page_and_records_become_one_event()
    {
        var groups = Gather(
        [
            Press("nimbus-recall", Title), MedWatch("aurelux-nimbus", "Aurelux Exosome Solution by Nimbus Vesicle Works: Recall - Lack of Sterility Assurance"),
            Record("D-9101-2026", "777001"), Record("D-9102-2026", "777001", product: "Second thing, 2 mL"), Record("D-9103-2026", "777002", product: "Third thing, 2 mL"),
        ]);
        groups.Groups.Select(g => g.Count).ShouldBe([4, 1], ignoreOrder: true);
        groups.Joined.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void An_announcement_that_two_events_claim_equally_well_joins_neither()
    {
        Notice[] notices = [Press("nimbus-recall", Title), Record("D-9101-2026", "777001"), Record("D-9102-2026", "777002")];
        var groups = Gather(notices);
        groups.Groups.Count.ShouldBe(3);
        groups.Possible.Select(p => p.Decision.Evidence).ShouldAllBe(e => e.StartsWith("two claims, equally good", StringComparison.Ordinal));
        // The nearer of two is no equal claim.
        notices[2] = Record("D-9102-2026", "777002", begun: new PartialDate(2026, 2, 12));
        Gather(notices).Groups.Select(g => g.Count).ShouldBe([2, 1], ignoreOrder: true);
    }

    [Fact]
    public void A_page_that_names_two_recalls_joins_neither()
    {
        var list = Press("list", "Recalls of the week") with { Body = "See D-9101-2026 and D-9103-2026." };
        Gather([list, Record("D-9101-2026", "777001"), Record("D-9103-2026", "777002")]).Groups.Count.ShouldBe(3);
        Gather([list, Record("D-9101-2026", "777001"), Record("D-9103-2026", "777001")]).Groups.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_order_of_arrival_does_not_change_the_outcome_and_no_chain_joins_what_is_held_apart(int seed)
    {
        var notices = RandomNotices.Of(seed, 60);
        var expected = Shown(Gather(notices));
        expected.Count(g => g.Contains('|', StringComparison.Ordinal)).ShouldBeGreaterThan(2, "the world has events of several notices");
        foreach (var shuffle in Enumerable.Range(1, 4)) Shown(Gather(RandomNotices.Shuffled(notices, shuffle))).ShouldBe(expected);

        var forms = notices.ToDictionary(n => n.Id, n => new NoticeForm(n), StringComparer.Ordinal);
        foreach (var group in Gather(notices).Groups)
        {
            foreach (var a in group)
            {
                foreach (var b in group.Where(b => b != a)) SameEvent.Decide(forms[a], forms[b]).HeldApart.ShouldBeFalse($"{a} {b}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_pair_that_is_the_same_shares_a_key(int seed)
    {
        var forms = RandomNotices.Of(seed, 60).Select(n => new NoticeForm(n)).ToList();
        foreach (var a in forms)
        {
            foreach (var b in forms.Where(b => b.Id != a.Id && SameEvent.Decide(a, b).Verdict == EventVerdict.Same)) EventKeys.Of(a).Intersect(EventKeys.Of(b)).ShouldNotBeEmpty($"{a.Id} {b.Id}");
        }
    }

    private static List<string> Shown(EventGroups groups) => [.. groups.Groups.Select(g => string.Join('|', g))];
}
