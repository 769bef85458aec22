using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

public sealed class DigestAdverseTests
{
    private static readonly Watch[] Watches = [Any.Watch("safety") with { Title = "Exosome safety" }, Any.Watch()];

    [Fact]
    public void A_watch_has_one_line_for_all_its_counts()
    {
        var lines = DigestAdverse.Lines(
        [
            News("drug", 2, 1, new Reaction("PRURITUS", 3), new Reaction("SEPSIS", 1)), News("cosmetic", 1, 0, new Reaction("Pruritus", 2)), News("cosmetic", 3, 0) with { Watch = "not mine" },
        ], Watches);
        lines.Count.ShouldBe(2);
        lines[0].ShouldBe("Reports of adverse events naming the products of Exosome safety: 3 new, 1 serious (drug 2, cosmetic 1), received 2026-11-01 to 2026-11-10; reactions in the reports of these days: pruritus, sepsis");
        lines[1].ShouldBe("Counted by date received; drug reports come quarterly. Unverified reports, which do not show that a product was the cause. openFDA: \"Do not rely on it.\"");
    }

    [Fact]
    public void What_was_withdrawn_and_came_again_is_not_new() =>
        DigestAdverse.Lines([News("drug", -2, 0), News("drug", 2, 0)], Watches).ShouldBeEmpty();

    private static AdverseNews News(string kind, int added, int serious, params Reaction[] reactions) => new()
    {
        Watch = "safety", Kind = kind, Added = added, Serious = serious, First = new DateOnly(2026, 11, 1), Last = new DateOnly(2026, 11, 10), Reactions = reactions, Disclaimer = "Do not rely on it. Really.",
    };
}
