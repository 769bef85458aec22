using FsCheck;
using FsCheck.Fluent;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Polling.Reports;

public sealed class SqliteReportTellingTests() : ReportTellingContract("Sqlite");

public sealed class PostgreSqlReportTellingTests() : ReportTellingContract("PostgreSql");

/// <summary>One paper that several sources send is told once, and what any of them says first is told to who has it.</summary>
public abstract class ReportTellingContract(string provider)
{
    private static readonly Correction Retraction = new() { Type = "RetractionIn", Source = "J Imag Dermatol. 2026;15:1. doi: 10.99999/imag.r" };
    private static readonly Correction Erratum = new() { Type = "ErratumIn", Pmid = "99999999", Source = "J Imag Dermatol. 2026;15:2. doi: 10.99999/imag.e" };

    [Fact]
    public async Task A_paper_that_three_sources_send_is_due_once()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(Crossref());
        await desk.TakeAsync(PubMed());
        var poll = await desk.TakeAsync(EuropePmc());
        (await desk.ReportsAsync()).ShouldBe(["pubmed:99999991 europepmc:MED:99999991 crossref:10.99999/imag.1"]);
        (await desk.DueAsync()).ShouldBe(["ann crossref:10.99999/imag.1 new"]);
        poll.New.ShouldBe(1, "the ledger counts hits");
        (await new Monitor.Store.Sql.CountsTable(desk.Store.Database).LatestAsync(PostOffice.Start, 10, default)).Select(n => n.HitId).ShouldBe(["pubmed:99999991"], "the overview shows the record that speaks");
        (await desk.Store.RowsAsync<string>("SELECT DISTINCT report_id FROM report_member")).ShouldBe(["crossref:10.99999/imag.1"], "the first stored names the report");
    }

    /// <summary>Each source prints the paper ahead of print and then complete, or complete at once; hours lie between, and anyone may come first.</summary>
    [Fact]
    public void A_paper_is_told_once_in_whatever_order_three_sources_send_it_ahead_of_print_or_complete() =>
        Prop.ForAll(Gen.Shuffle([PubMed(), EuropePmc(), Crossref()]).SelectMany(order => Gen.Choose(0, 7).SelectMany(ahead => Gen.Choose(1, 3).Select(portion => (Order: order, Ahead: ahead, Portion: portion)))).ToArbitrary(), one =>
            Task.Run(async () =>
            {
                await using var desk = await ReportDesk.NewAsync(provider);
                var early = one.Order.Select((a, i) => (one.Ahead >> i) % 2 == 0
                    ? a : a with { Volume = null, Issue = null, Pages = null, Published = new PartialDate(2026, 10) });
                foreach (var record in early)
                {
                    await desk.TakeAsync(record);
                    desk.Office.Time.Advance(TimeSpan.FromHours(5));
                }

                foreach (var portion in one.Order.Chunk(one.Portion))
                {
                    foreach (var record in portion) await desk.TakeAsync(record);
                    desk.Office.Time.Advance(TimeSpan.FromHours(7));
                }

                return (await desk.ReportsAsync()).Count == 1 && (await desk.DueAsync()).Count(d => d.EndsWith(" new", StringComparison.Ordinal)) == 1;
            }).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(provider == "Sqlite" ? 30 : 6));

    [Fact]
    public async Task Of_one_paper_twice_in_a_run_the_richer_record_is_due()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(Crossref(), EuropePmc(), PubMed());
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new"]);
    }

    [Fact]
    public async Task A_retraction_that_one_source_told_is_no_news_from_another()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(Crossref());
        await desk.SendAsync();
        await desk.TakeAsync(PubMed() with { Corrections = [Retraction] });
        await desk.TakeAsync(Crossref() with { Corrections = [Retraction] });
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new", "ann pubmed:99999991 retracted"]);
        (await desk.Store.RowsAsync<string>("SELECT hit_id || ' ' || type FROM revision WHERE NOT news")).ShouldBe(["crossref:10.99999/imag.1 retracted"]);
    }

    [Fact]
    public async Task A_retraction_that_a_source_says_first_is_due_to_who_was_sent_the_paper_from_another()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(quiet: true, null, Crossref() with { Corrections = [Retraction] });
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new", "ann crossref:10.99999/imag.1 retracted"]);
        await desk.TakeAsync(PubMed() with { Corrections = [Retraction] });
        (await desk.DueAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_record_that_changes_later_tells_who_was_sent_another_of_the_report()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(quiet: false, null, Crossref());
        await desk.TakeAsync(quiet: false, null, Crossref() with { Corrections = [Erratum with { Pmid = null }] });
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new", "ann crossref:10.99999/imag.1 corrected"]);
        await desk.TakeAsync(PubMed() with { Corrections = [Erratum] });
        (await desk.DueAsync()).Count.ShouldBe(2, "the same notice, by its DOI");
    }

    [Fact]
    public async Task A_message_that_was_refused_for_good_told_nothing()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.Store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "UPDATE message SET state = 'refused'", transaction: tx), default);
        await desk.TakeAsync(Crossref());
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new", "ann crossref:10.99999/imag.1 new"]);
    }

    [Fact]
    public async Task What_was_stored_silently_is_not_new_because_another_source_finds_it()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(quiet: true, "hair", PubMed() with { Entered = new PartialDate(2025, 11, 20) });
        await desk.TakeAsync(Crossref());
        (await desk.DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_silently_soon_after_it_came_is_told_when_another_source_has_it()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(quiet: true, "hair", Crossref() with { Entered = new PartialDate(2026, 11, 19) });
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(EuropePmc());
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new"]);
    }

    [Fact]
    public async Task A_correction_that_another_record_had_silently_is_told_once()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        var notice = new Correction { Type = "ErratumIn", Doi = "10.99999/imag.9", Source = "publisher" };
        await desk.TakeAsync(quiet: true, "hair", Crossref() with { Corrections = [notice] });
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new"]);
        await desk.TakeAsync(PubMed() with { Corrections = [notice with { Pmid = "99999999", Source = "J Imag Dermatol. doi: 10.99999/imag.9." }] });
        await desk.TakeAsync(EuropePmc() with { Corrections = [notice with { Pmid = "99999999" }] });
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new", "ann pubmed:99999991 corrected"]);
    }

    [Fact]
    public async Task A_paper_that_comes_of_a_preprint_is_told_as_its_progress()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(Preprint());
        await desk.SendAsync();
        await desk.TakeAsync(Preprint(2));
        await desk.SendAsync();
        await desk.TakeAsync(PubMed());
        (await desk.ReportsAsync()).ShouldBe(["pubmed:99999991 europepmc:PPR:PPR999992 europepmc:PPR:PPR999991"]);
        (await desk.DueAsync()).ShouldBe(["ann europepmc:PPR:PPR999991 new", "ann europepmc:PPR:PPR999992 updated", "ann pubmed:99999991 updated"]);
        var changes = await desk.Store.RowsAsync<string>("SELECT changes FROM revision WHERE type = 'updated' ORDER BY seq");
        changes[0].ShouldContain("\"old\":\"1\",\"new\":\"2\"");
        changes[1].ShouldContain("published as");
    }

    [Fact]
    public async Task A_preprint_that_another_database_calls_a_paper_under_the_same_doi_is_not_published_by_that()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed() with { PublicationTypes = ["Journal Article", "Preprint"] });
        await desk.SendAsync();
        await desk.TakeAsync(Crossref());
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new"]);
    }

    [Fact]
    public async Task A_preprint_that_names_its_paper_or_next_version_tells_it_once()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(Preprint());
        await desk.SendAsync();
        var linked = Preprint() with { Corrections = [new Correction { Type = "UpdateIn", Source = "PPR:PPR999992" }] };
        await desk.TakeAsync(linked);
        await desk.TakeAsync(Preprint(2));
        (await desk.DueAsync()).ShouldBe(["ann europepmc:PPR:PPR999991 new", "ann europepmc:PPR:PPR999991 updated"]);
        await desk.TakeAsync(PubMed());
        (await desk.DueAsync())[^1].ShouldBe("ann pubmed:99999991 updated");
        await desk.TakeAsync(linked with { Corrections = [.. linked.Corrections, new Correction { Type = "UpdateIn", Pmid = "99999991" }] });
        (await desk.DueAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_paper_is_new_to_who_heard_only_that_a_preprint_stored_silently_has_changed()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        var posted = Preprint() with { Entered = new PartialDate(2026, 11, 19) };
        await desk.TakeAsync(quiet: true, "hair", posted);
        await desk.TakeAsync(posted with { Corrections = [new Correction { Type = "UpdateIn", Source = "PPR:PPR999992" }, new Correction { Type = "UpdateIn", Pmid = "99999991" }] });
        await desk.SendAsync();
        await desk.TakeAsync(Preprint(2));
        await desk.TakeAsync(PubMed());
        (await desk.DueAsync()).ShouldBe(["ann europepmc:PPR:PPR999991 updated", "ann europepmc:PPR:PPR999992 new"], "the paper is said to be where the preprint went");
        await using var other = await ReportDesk.NewAsync(provider);
        await other.TakeAsync(quiet: true, "hair", posted);
        await other.TakeAsync(posted with { Corrections = [new Correction { Type = "UpdateIn", Pmid = "99999991" }] });
        await other.SendAsync();
        await other.TakeAsync(PubMed());
        await other.TakeAsync(Crossref());
        (await other.DueAsync()).ShouldBe(["ann europepmc:PPR:PPR999991 updated", "ann pubmed:99999991 new"]);
    }

    [Fact]
    public async Task A_preprint_that_comes_after_its_paper_is_no_news()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Preprint());
        await desk.TakeAsync(Preprint(2));
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new"]);
    }

    [Fact]
    public async Task A_split_makes_due_what_was_held_back_once_and_a_merge_sends_nothing()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Crossref());
        for (var i = 0; i < 2; i++)
        {
            (await desk.Decisions.SplitAsync("pubmed:99999991", "crossref:10.99999/imag.1", "ann", default)).ShouldNotBeNull().AreOne.ShouldBeFalse();
            (await desk.DueAsync()).ShouldBe(["ann pubmed:99999991 new", "ann crossref:10.99999/imag.1 new"]);
            (await desk.Decisions.MergeAsync("crossref:10.99999/imag.1", "pubmed:99999991", "ann", default)).ShouldNotBeNull().AreOne.ShouldBeTrue();
            (await desk.DueAsync()).Count.ShouldBe(2);
        }

        (await desk.Store.OneAsync<long>("SELECT count(*) FROM report_person")).ShouldBe(0L, "merge and split undo each other without a trace");
    }

    [Fact]
    public async Task A_change_of_facts_that_parts_two_records_makes_due_what_was_held_back()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Crossref());
        await desk.TakeAsync(Crossref() with { Title = "Something else about exosomes, registered under a number of its own", Volume = "15", Pages = "301-310" });
        (await desk.ReportsAsync()).ShouldBe(["crossref:10.99999/imag.1", "pubmed:99999991"]);
        (await desk.DueAsync()).ShouldContain("ann crossref:10.99999/imag.1 new");
    }

    [Fact]
    public async Task Two_papers_that_turn_out_to_be_one_tell_the_retraction_of_one_to_readers_of_the_other()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(Crossref() with { Title = "Untitled", Doi = null, Corrections = [] });
        await desk.SendAsync();
        await desk.TakeAsync(Crossref() with { Corrections = [Retraction] });
        (await desk.ReportsAsync()).Count.ShouldBe(1);
        (await desk.DueAsync()).Where(d => d.EndsWith("retracted", StringComparison.Ordinal)).ShouldBe(["ann crossref:10.99999/imag.1 retracted"]);
    }

    [Fact]
    public async Task An_existing_store_is_gathered_quietly()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.Store.SaveAsync(PostOffice.Start, PubMed(), Crossref(), PubMed("99999992") with { Title = "Another matter entirely, of which nobody has heard", Doi = null, Pages = "99" });
        (await desk.Refresh.RunAsync(default)).ShouldBe(3);
        (await desk.ReportsAsync()).ShouldBe(["pubmed:99999991 crossref:10.99999/imag.1", "pubmed:99999992"]);
        (await desk.DueAsync()).ShouldBeEmpty();
        (await desk.Refresh.RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_new_rules_decide_otherwise_is_listed_and_not_merged()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(Crossref());
        // As earlier rules would have left them.
        await desk.Store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "DELETE FROM report_pair; UPDATE report_member SET rules = 0, report_id = hit_id, place = 0", transaction: tx), default);
        (await desk.Refresh.RunAsync(default)).ShouldBe(2);
        (await desk.ReportsAsync()).Count.ShouldBe(2);
        (await desk.Store.OneAsync<string>("SELECT verdict || ' ' || rule FROM report_pair")).ShouldBe("to-person new-rules");
        (await desk.Decisions.MergeAsync("pubmed:99999991", "crossref:10.99999/imag.1", "ann", default)).ShouldNotBeNull().AreOne.ShouldBeTrue();
    }
}
