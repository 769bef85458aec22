using FsCheck;
using FsCheck.Fluent;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;
using Monitor.Tests.Identity.Reports;
using Monitor.Tests.Infrastructure;
using Xunit;

namespace Monitor.Tests.Polling.Reports;

public sealed class SqliteReportStoreTests() : ReportStoreContract("Sqlite", 40);

public sealed class PostgreSqlReportStoreTests() : ReportStoreContract("PostgreSql", 8);

/// <summary>Through the store the reports are those of all records at once: whoever comes first, in whatever portions, whatever people merge and split.</summary>
public abstract class ReportStoreContract(string provider, int times)
{
    private Config Some => Config.QuickThrowOnFailure.WithMaxTest(times);

    [Fact]
    public void The_order_and_the_portions_of_arrival_do_not_change_the_outcome() =>
        Prop.ForAll(PaperGen.Records.SelectMany(all => Gen.Shuffle(all).SelectMany(shuffled => Gen.Choose(1, 5).Select(size => (All: all, Shuffled: shuffled, Size: size)))).ToArbitrary(), one =>
        {
            var deduplicator = new Deduplicator();
            foreach (var citation in one.All.Select(c => Citation.Of(Article(c)))) deduplicator.Add(citation);
            return Print(deduplicator.Groups()) == Run(desk => StoredAsync(desk, one.Shuffled, one.Size));
        }).Check(Some);

    [Fact]
    public void A_record_that_says_something_else_is_put_where_it_would_have_been() =>
        Prop.ForAll(PaperGen.Records.Where(r => r.Length > 1).SelectMany(all => Gen.Shuffle(all).Select(shuffled => (All: all, Shuffled: shuffled))).ToArbitrary(), one =>
        {
            var deduplicator = new Deduplicator();
            foreach (var citation in one.All.Select(c => Citation.Of(Article(c)))) deduplicator.Add(citation);
            // Everyone first with the facts of another.
            var swapped = one.All.Select((c, i) => one.All[(i + 1) % one.All.Length] with { Id = c.Id }).ToArray();
            return Print(deduplicator.Groups()) == Run(async desk =>
            {
                await StoredAsync(desk, swapped, 3);
                return await StoredAsync(desk, one.Shuffled, 2);
            });
        }).Check(Some);

    [Fact]
    public void Merging_and_then_splitting_two_records_leaves_every_report_as_it_was_and_so_the_other_way_round() =>
        Prop.ForAll(PaperGen.Records.Where(r => r.Length > 1).SelectMany(all => Gen.Two(Gen.Choose(0, all.Length - 1)).Where(p => p.Item1 != p.Item2).Select(p => (All: all, A: Id(all[p.Item1]), B: Id(all[p.Item2])))).ToArbitrary(), one =>
            Run(async desk =>
            {
                var before = await StoredAsync(desk, one.All, 4);
                Assert.True((await desk.Decisions.MergeAsync(one.A, one.B, "ann", default))!.AreOne);
                await desk.Decisions.SplitAsync(one.B, one.A, "ann", default);
                var merged = await PrintAsync(desk);
                Assert.False((await desk.Decisions.SplitAsync(one.A, one.B, "ann", default))!.AreOne);
                await desk.Decisions.MergeAsync(one.A, one.B, "ann", default);
                return (before == merged && before == await PrintAsync(desk)).ToString();
            }) == "True").Check(Some);

    [Fact]
    public void No_chain_of_near_matches_joins_two_records_that_a_rule_holds_apart() =>
        Prop.ForAll(PaperGen.Records.ToArbitrary(), all =>
            Run(async desk =>
            {
                await StoredAsync(desk, all, 2);
                var forms = all.Select(c => new CitationForm(Citation.Of(Article(c)))).ToDictionary(f => f.Id);
                var groups = (await desk.ReportsAsync()).Select(r => r.Split(' '));
                return groups.All(g => g.All(a => g.All(b => a == b || !SameReport.Decide(forms[a], forms[b]).HeldApart))).ToString();
            }) == "True").Check(Some);

    /// <summary>FsCheck's properties are synchronous; there is no context here that could wait for itself.</summary>
    private string Run(Func<ReportDesk, Task<string>> act) => Task.Run(async () =>
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        return await act(desk);
    }).GetAwaiter().GetResult();

    private static async Task<string> StoredAsync(ReportDesk desk, Citation[] citations, int size)
    {
        foreach (var portion in citations.Chunk(size)) await desk.TakeAsync(quiet: true, null, [.. portion.Select(Article)]);
        return await PrintAsync(desk);
    }

    private static string Id(Citation citation) => $"x:{citation.Id}";

    private static Article Article(Citation c) => new()
    {
        Id = Id(c), Source = "x", ExternalId = c.Id, Title = c.Title ?? "", Authors = [.. c.Authors.Select(a => new Author { Name = a })], Published = c.Year is { } year ? new PartialDate(year) : null,
        Journal = c.Journal, Volume = c.Volume, Issue = c.Issue, Pages = c.Pages, Doi = c.Doi, Pmid = c.Pmid,
    };

    private static async Task<string> PrintAsync(ReportDesk desk) =>
        string.Join(" | ", (await desk.ReportsAsync()).Select(r => string.Join(' ', r.Split(' ').Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)) + " ? " + string.Join(' ', (await desk.Store.Database.ReadAsync(c => ReportPairTable.ToDecideAsync(c, 0, 1000), default)).Pairs.Select(p => $"{p.A}+{p.B}:{p.Waits ?? p.Rule}").Order(StringComparer.Ordinal));

    private static string Print(ReportGroups groups) =>
        string.Join(" | ", groups.Groups.Select(g => string.Join(' ', g.Select(r => r.Id).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal))
        + " ? " + string.Join(' ', groups.ToPerson.Select(p => $"{p.A.Id}+{p.B.Id}:{p.Decision.Reasons[0].Rule}").Order(StringComparer.Ordinal));
}
