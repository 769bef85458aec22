using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;
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

    [Fact]
    public async Task A_page_and_its_count_are_those_of_looking_at_every_hit()
    {
        await using var store = await TempStore.NewAsync(provider);
        var random = new Random(20261130);
        var hits = await ManyAsync(store, random);
        var (found, pages) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var (text, holds) = Question(random);
            T? Maybe<T>(T value) => random.Next(4) == 0 ? value : default;
            var filter = new HitFilter
            {
                Text = text, Kind = Maybe(random.Next(3) switch { 0 => "trial", 1 => "notice", _ => "article" }), Source = Maybe("pubmed"), Design = Maybe("rct"), Watch = Maybe(random.Next(2) == 0 ? "many" : "few"), OncePerReport = random.Next(2) == 0,
                Since = random.Next(4) == 0 ? Now.AddHours(random.Next(6)) : null, Until = random.Next(4) == 0 ? Now.AddHours(random.Next(6)) : null,
                Page = random.Next(1, 4), Size = random.Next(4) == 0 ? 200 : random.Next(1, 20),
            };
            var passing = hits.Where(h => holds(h.Words) && Passes(h, filter)).ToList();
            // A report was first seen when the first of its records was.
            if (filter is { OncePerReport: true, Since: { } since }) passing.RemoveAll(h => Now.AddHours(hits.First(f => f.Report == h.Report).Batch) < since);
            var records = passing.Count;
            if (filter.OncePerReport) passing = [.. passing.Where(h => !passing.Exists(o => o.Report == h.Report && o.Place < h.Place))];
            string[] expected = [.. passing.OrderByDescending(h => h.Batch).ThenByDescending(h => h.Hit.Published?.ToString(), StringComparer.Ordinal).ThenByDescending(h => h.Number).Select(h => h.Hit.Id)];

            var page = await store.Search.PageAsync(filter, records: true, default);
            page.Total.ShouldBe(expected.Length, $"{filter}");
            page.Records.ShouldBe(records, $"{filter}");
            page.Ids.ShouldBe(expected.Skip((filter.Page - 1) * filter.Size).Take(filter.Size), $"{filter}");
            (await store.Search.IdsAsync(filter, default)).ShouldBe(expected, $"{filter}");
            (await store.Search.IdsAsync(filter with { BestFirst = true }, default)).ShouldBe(expected, ignoreOrder: true, $"{filter}");
            (found, pages) = (found + expected.Length, pages + (page.Ids.Count > 0 ? 1 : 0));
        }

        found.ShouldBeGreaterThan(5000);
        pages.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_tidied_store_answers_as_before()
    {
        await using var store = await TempStore.NewAsync(provider);
        for (var i = 0; i < 120; i++)
        {
            await store.SaveAsync(Now.AddMinutes(i), Any.Article($"{i}", $"word{i % 7} all"));
            // Told again with another title: the old words must not come back.
            if (i % 3 == 0) await store.SaveAsync(Now.AddMinutes(i), Any.Article($"{i}", $"word{i % 7} changed"));
        }

        var before = await AnswersAsync(store);
        await store.Database.TidyAsync(default);

        (await AnswersAsync(store)).ShouldBe(before);
        before[0].ShouldBe(80);
        before[1].ShouldBe(40);
    }

    private static async Task<int[]> AnswersAsync(TempStore store)
    {
        var totals = new List<int>();
        foreach (var text in (string[])["all", "changed", "word0", "word6", "\"word3 all\"", "wor*"]) totals.Add((await store.Search.FindAsync(new HitFilter { Text = text }, default)).Total);
        return [.. totals];
    }

    private sealed record Known(Hit Hit, string Words, int Batch, int Number, string Report, int Place);

    private static bool Passes(Known hit, HitFilter filter) =>
        (filter.Kind is null || hit.Hit.Kind == filter.Kind) && (filter.Source is null || hit.Hit.Source == filter.Source)
        && (filter.Design is null || hit.Hit.Tags.Any(t => t.Value == filter.Design)) && (filter.Watch is null || hit.Hit.Matches.Any(m => m.Watch == filter.Watch))
        && (filter.Since is null || Now.AddHours(hit.Batch) >= filter.Since) && (filter.Until is null || Now.AddHours(hit.Batch) < filter.Until);

    /// <summary>Six times 50 hits, articles among them in reports of up to three; the words of the later half are rarer among the earlier.</summary>
    private static async Task<List<Known>> ManyAsync(TempStore store, Random random)
    {
        var known = new List<Known>();
        for (var batch = 0; batch < 6; batch++)
        {
            string Text(int most) => string.Join(' ', Enumerable.Range(0, random.Next(1, most)).Select(_ => $"w{(int)(random.NextDouble() * random.NextDouble() * (batch < 3 ? 12 : 30))}"));
            var some = new List<Hit>();
            for (var i = 0; i < 50; i++)
            {
                var (id, title) = ($"{(batch * 50) + i}", Text(6));
                Hit hit = random.Next(5) switch { 0 => Any.Trial($"NCT{id}", title), 1 => Any.Notice(id, title), _ => Any.Article(id, title) };
                some.Add(hit with
                {
                    Abstract = Text(20),
                    Published = random.Next(5) == 0 ? null : new PartialDate(2000 + random.Next(20)),
                    Matches = [.. random.Next(2) == 0 ? [new Match { Watch = "many" }] : (Match[])[], .. random.Next(20) == 0 ? [new Match { Watch = "few" }] : (Match[])[]],
                    Tags = random.Next(3) == 0 ? [new Tag { Name = "design", Value = random.Next(2) == 0 ? "rct" : "cohort", Rule = "test" }] : [],
                });
            }

            await store.SaveAsync(Now.AddHours(batch), [.. some]);
            known.AddRange(some.Select(h => new Known(h, $" {h.Title} {h.Abstract} ", batch, 0, h.Id, 0)));
        }

        var numbers = (await store.RowsAsync<(string Id, int N)>("SELECT id, n FROM hit_index")).ToDictionary(r => r.Id, r => r.N);
        // Up to three records of a paper, up to three notices of an event.
        var last = new Dictionary<string, (string Report, int Place)>();
        for (var i = 0; i < known.Count; i++)
        {
            var hit = known[i].Hit;
            known[i] = known[i] with { Number = numbers[hit.Id] };
            if (hit is Trial) continue;
            last[hit.Kind] = last.TryGetValue(hit.Kind, out var before) && before.Place < 2 && random.Next(2) == 0 ? (before.Report, before.Place + 1) : (hit.Id, 0);
            known[i] = known[i] with { Report = last[hit.Kind].Report, Place = last[hit.Kind].Place };
        }

        var events = known.Where(k => k.Hit is Notice).GroupBy(k => k.Report).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.OrderBy(k => k.Place).Select(k => k.Hit.Id)], 0L)).ToList();
        await store.Database.WriteAsync(tx => EventTable.SaveAsync(tx, events, new HashSet<string>(), Now), default);
        await store.Database.WriteAsync(tx => ReportMemberTable.SaveAsync(tx, [.. known.Where(k => k.Hit is Article).Select(k => new ReportMember { HitId = k.Hit.Id, N = k.Number, ReportId = k.Report, Place = k.Place })]), default);
        return known;
    }

    /// <summary>A text to ask for, and what it means.</summary>
    private static (string? Text, Func<string, bool> Holds) Question(Random random)
    {
        string Word() => $"w{(int)(random.NextDouble() * random.NextDouble() * 30)}";
        var (a, b, start) = (Word(), Word(), $"w{random.Next(1, 3)}");
        return random.Next(6) switch
        {
            0 => (null, _ => true),
            1 => ($"{a} {b}", w => w.Contains($" {a} ", StringComparison.Ordinal) && w.Contains($" {b} ", StringComparison.Ordinal)),
            2 => ($"\"{a} {b}\"", w => w.Contains($" {a} {b} ", StringComparison.Ordinal)),
            3 => ($"{start}*", w => w.Contains($" {start}", StringComparison.Ordinal)),
            _ => (a, w => w.Contains($" {a} ", StringComparison.Ordinal)),
        };
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
