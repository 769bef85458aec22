using Monitor.Documents;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

public abstract class HitSearchContract(string provider)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("hair", "a b")]
    [InlineData("hair spray", "a")] // all words
    [InlineData("HÁIR", "a b")]
    [InlineData("\"hair loss\"", "a")]
    [InlineData("\"loss hair\"", "")]
    [InlineData("hair-loss", "a")]
    [InlineData("exos*", "a b c")]
    [InlineData("exos", "")]
    [InlineData("\"exosome spr*\"", "a")]
    [InlineData("exosome-derived", "b")]
    [InlineData("탈모", "c")]
    [InlineData("모탈", "")]
    [InlineData("kim", "a")] // an author
    [InlineData("10.5555/MON.1", "a")]
    [InlineData("https://doi.org/10.5555/mon.1", "a")]
    [InlineData("https://dx.doi.org/10.5555/mon.1", "a")]
    [InlineData("doi: 10.5555/mon.1", "a")]
    [InlineData("99000101", "a")]
    [InlineData("PMID: 99000101", "a")]
    [InlineData("pmc77", "a")]
    [InlineData("nct00000009", "a c")] // the trial, and the article that states it
    [InlineData("fda-rss:d", "d")]
    [InlineData("OR", "")]
    [InlineData("*", "")]
    [InlineData("\"", "")]
    [InlineData("\"\"", "")]
    [InlineData("hair\"", "a b")]
    [InlineData("hair AND", "")] // the word, no operator
    [InlineData("NEAR(hair loss)", "")]
    [InlineData("text:hair", "")]
    [InlineData("hair^2 -loss +x", "")]
    [InlineData("'; DROP TABLE hit_index; --", "")]
    [InlineData("(hair", "a b")]
    [InlineData("hair* \"", "a b")]
    [InlineData("   ", "a b c d")]
    public async Task Words_phrases_and_identifiers_are_found(string text, string expected)
    {
        await using var store = await FilledAsync();
        foreach (var best in (bool[])[false, true])
        {
            var page = await store.Search.FindAsync(new HitFilter { Text = text, BestFirst = best }, default);
            page.Items.Select(h => h.Id.Split(':')[1]).Select(Letter).Order().ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            page.Total.ShouldBe(page.Items.Count);
        }
    }

    [Fact]
    public async Task Filters_join()
    {
        await using var store = await FilledAsync();
        async Task<string> Find(HitFilter filter) =>
            string.Concat((await store.Search.FindAsync(filter, default)).Items.Select(h => Letter(h.Id.Split(':')[1])));

        (await Find(new HitFilter())).ShouldBe("dcba"); // newest first
        (await Find(new HitFilter { Kind = "article" })).ShouldBe("ba");
        (await Find(new HitFilter { Source = "fda-rss" })).ShouldBe("d");
        (await Find(new HitFilter { Watch = "hair" })).ShouldBe("ba");
        (await Find(new HitFilter { Watch = "hair", Text = "spray" })).ShouldBe("a");
        (await Find(new HitFilter { Watch = "none" })).ShouldBe("");
        (await Find(new HitFilter { Since = Now.AddHours(1) })).ShouldBe("dcb"); // at or after
        (await Find(new HitFilter { Until = Now.AddHours(1) })).ShouldBe("a"); // before
        (await Find(new HitFilter { Since = Now.AddHours(1), Until = Now.AddHours(3), Kind = "trial" })).ShouldBe("c");
    }

    [Fact]
    public async Task Pages_hold_every_hit_once()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.SaveAsync(Now, [.. Enumerable.Range(1, 25).Select(n => Any.Article($"{n}", "hair"))]);
        foreach (var text in (string?[])[null, "hair"])
        {
            var seen = new List<string>();
            for (var page = 1; page <= 4; page++)
            {
                var found = await store.Search.FindAsync(new HitFilter { Text = text, Page = page, Size = 10, BestFirst = text is not null }, default);
                found.Total.ShouldBe(25);
                seen.AddRange(found.Items.Select(h => h.Id));
            }

            seen.Count.ShouldBe(25);
            seen.Distinct().Count().ShouldBe(25);
        }
    }

    [Fact]
    public async Task Words_that_a_document_lost_no_longer_find_it()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.SaveAsync(Now, Any.Article(title: "old") with { Doi = "10.1/old" });
        await store.SaveAsync(Now, Any.Article(title: "new") with { Doi = "10.1/new" });
        foreach (var (text, total) in ((string, int)[])[("old", 0), ("10.1/old", 0), ("new", 1), ("10.1/new", 1)])
        {
            (await store.Search.FindAsync(new HitFilter { Text = text }, default)).Total.ShouldBe(total, text);
        }
    }

    private async Task<TempStore> FilledAsync()
    {
        var store = await TempStore.NewAsync(provider);
        Hit[] hits =
        [
            Any.Article("99000101", "Exosome spray in hair loss") with
            {
                Doi = "10.5555/mon.1", Pmcid = "PMC77", Registrations = ["NCT00000009"], Authors = [new Author { Name = "Kim A" }], Matches = [new Match { Watch = "hair" }],
            },
            Any.Article("2", "Exosome-derived factors") with { Abstract = "No háir.", Matches = [new Match { Watch = "hair" }] },
            Any.Trial("NCT00000009", "Exosomes, 탈모"),
            Any.Notice("d", "A notice"),
        ];
        for (var i = 0; i < hits.Length; i++) await store.SaveAsync(Now.AddHours(i), hits[i]);
        return store;
    }

    private static string Letter(string id) => id switch { "99000101" => "a", "2" => "b", "NCT00000009" => "c", _ => id };
}
