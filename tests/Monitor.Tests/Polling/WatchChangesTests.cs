using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>A changed query over the hits that are stored: gained and lost, silently, once.</summary>
[OnEveryStore]
public sealed class WatchChangesTests
{
    private static readonly Article Hair = Any.Article("1", "Exosomes in hair loss") with { Published = new PartialDate(2026, 11, 22) };
    private static readonly Article Skin = Any.Article("2", "Exosomes in skin") with { Published = new PartialDate(2026, 11, 22) };

    [Fact]
    public async Task A_hit_of_another_watch_is_gained_silently_and_the_first_sight_of_a_watch_is_no_change()
    {
        await using var station = await WithSkinAsync();
        (await station.Store.OneAsync<int>("SELECT count(*) FROM watch_change")).ShouldBe(0);
        var due = await station.DueAsync();
        Change(station, "exosom* AND (hair OR skin)");
        await station.PollAsync(Found(), "hair");
        (await ChangesAsync(station)).ShouldBe(["hair 1 0 [\"pubmed:2\"] []"]);
        (await station.DueAsync()).ShouldBe(due);
        var hit = (await station.Store.Hits.FindAsync("pubmed:2", default)).ShouldNotBeNull();
        hit.Matches.Where(m => m.Watch == "hair").Select(m => m.Clause).ShouldContain("skin[tiab]");
        (await station.Store.RowsAsync<string>("SELECT watch FROM hit_watch WHERE hit_id = 'pubmed:2' ORDER BY 1")).ShouldBe(["all", "hair"]);
        // From now on it is one of the watch's: what changes in it is told to its readers.
        await station.PollAsync(Found(Skin with { PublicationTypes = ["Retracted Publication"] }), "hair");
        (await station.DueAsync()).ShouldContain("ann pubmed:2 retracted");
    }

    [Fact]
    public async Task A_lost_hit_stays_stored_and_its_later_changes_are_told_to_others_only()
    {
        await using var station = await WithSkinAsync();
        Change(station, "exosom* AND skin");
        await station.PollAsync(Found(), "hair");
        (await ChangesAsync(station)).ShouldBe(["hair 1 1 [\"pubmed:2\"] [\"pubmed:1\"]"]);
        var hit = (await station.Store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();
        hit.Matches.Select(m => m.Watch).Distinct().ShouldBe(["all"]);
        (await station.Store.RowsAsync<string>("SELECT watch FROM hit_watch WHERE hit_id = 'pubmed:1'")).ShouldBe(["all"]);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM revision WHERE hit_id = 'pubmed:1'")).ShouldBe(1);
        await station.PollAsync(Found(Hair with { PublicationTypes = ["Retracted Publication"] }), "hair");
        var told = (await station.DueAsync()).Where(d => d.EndsWith("retracted", StringComparison.Ordinal));
        told.ShouldBe(["bob pubmed:1 retracted"]);
    }

    [Fact]
    public async Task The_first_poll_of_the_changed_query_counts_what_was_gained_as_known()
    {
        await using var station = await WithSkinAsync();
        Change(station, "exosom* AND (hair OR skin)");
        var poll = await station.PollAsync(Found(Hair, Skin), "hair");
        (poll.New, poll.Known).ShouldBe((0, 2));
        (await station.Store.OneAsync<int>("SELECT count(*) FROM quiet_batch WHERE watch = 'hair'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_restart_and_other_spelling_of_the_same_query_find_nothing_to_do()
    {
        await using var station = await WithSkinAsync();
        Change(station, "exosom* AND (hair OR skin)");
        await station.PollAsync(Found(), "hair");
        var versions = await station.Store.RowsAsync<string>("SELECT CAST(mt_version AS text) FROM mt_doc_article ORDER BY id");
        await station.PollAsync(Found(), "hair");
        Change(station, "( exosom*   AND\n(hair[tiab] OR skin) )");
        await station.PollAsync(Found(), "hair");
        (await station.Store.OneAsync<int>("SELECT count(*) FROM watch_change")).ShouldBe(1);
        (await station.Store.RowsAsync<string>("SELECT CAST(mt_version AS text) FROM mt_doc_article ORDER BY id")).ShouldBe(versions);
    }

    [Fact]
    public async Task What_only_the_upstream_vouched_for_stays_while_it_is_asked_the_same_and_goes_with_its_clause()
    {
        await using var station = await Station.NewAsync(new StubSource("pubmed", _ => new Fetched()) { Widened = [] });
        await station.PollAsync(Found(Any.Article("7", "Exosomes in feet")));
        Change(station, "exosom* AND (hair OR scalp)");
        await station.PollAsync(Found());
        (await station.Store.OneAsync<bool>("SELECT upstream_only FROM hit_watch WHERE hit_id = 'pubmed:7'")).ShouldBeTrue();
        Change(station, "exosom* AND heart");
        await station.PollAsync(Found());
        (await ChangesAsync(station)).ShouldBe(["hair 0 0 [] []", "hair 0 1 [] [\"pubmed:7\"]"]);
    }

    [Fact]
    public async Task A_clause_that_the_record_cannot_show_keeps_what_belonged_as_upstream_only_and_gains_nothing()
    {
        await using var station = await WithSkinAsync(new StubSource("pubmed", _ => new Fetched()) { Widened = [] });
        Change(station, "exosom*[tiab] AND Alopecia[mh]");
        await station.PollAsync(Found(), "hair");
        (await ChangesAsync(station)).ShouldBe(["hair 0 0 [] []"]);
        (await station.Store.RowsAsync<string>("SELECT hit_id || CASE WHEN upstream_only THEN ' upstream-only' ELSE '' END FROM hit_watch WHERE watch = 'hair'")).ShouldBe(["pubmed:1 upstream-only"]);
    }

    [Fact]
    public async Task Where_nobody_was_asked_exactly_a_clause_that_the_record_does_not_show_loses_it()
    {
        await using var station = await WithSkinAsync();
        Change(station, "exosom*[tiab] AND Alopecia[mh]");
        await station.PollAsync(Found(), "hair");
        (await ChangesAsync(station)).ShouldBe(["hair 0 1 [] [\"pubmed:1\"]"]);
    }

    [Fact]
    public async Task A_feed_and_the_stored_hits_are_matched_again_without_counting_twice()
    {
        await using var station = await Station.NewAsync(new StubSource("fda-rss", _ => new Fetched())
        {
            Notices = true, Overlap = TimeSpan.Zero, Feeds = [new UpstreamQuery("https://feed.example/rss", [])],
        });
        station.Watches[0] = Any.Watch() with { NoticeQuery = "exosom*" };
        station.Watches.Add(Any.Watch("cells", "\"stem cells\""));
        var shown = new Fetched { Records = [Item("a", "Warning about exosomes"), Item("b", "Stem cells"), Item("c", "Stem feet")] };
        await station.PollAsync(shown);
        station.Watches[0] = station.Watches[0] with { NoticeQuery = "\"stem cells\" OR feet" };
        await station.Store.RowsAsync<int>("DELETE FROM quiet_batch");
        await station.PollAsync(shown);
        (await ChangesAsync(station)).ShouldBe(["hair 1 1 [\"fda-rss:b\"] [\"fda-rss:a\"]"]);
        (await station.Store.RowsAsync<string>("SELECT watch || ' ' || hits FROM quiet_batch")).ShouldBe(["hair 1"]); // c was no hit before
        (await station.Store.RowsAsync<string>("SELECT hit_id FROM hit_watch WHERE watch = 'hair' ORDER BY 1")).ShouldBe(["fda-rss:b", "fda-rss:c"]);
        (await station.DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_query_concerns_the_notices_alone()
    {
        await using var station = await WithSkinAsync();
        station.Watches[0] = station.Watches[0] with { NoticeQuery = "feet" };
        await station.PollAsync(Found(), "hair");
        (await station.Store.OneAsync<int>("SELECT count(*) FROM watch_change")).ShouldBe(0);
        (await station.Store.OneAsync<string>("SELECT notice_query FROM watch_state WHERE watch = 'hair'")).ShouldBe("feet[tiab]");
    }

    [Fact]
    public async Task More_hits_than_one_page_are_all_matched()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.Store.SaveAsync(Station.Start, [.. Enumerable.Range(1, 1203).Select(n => Any.Article($"{n}", "Skin"))]);
        Change(station, "skin");
        await station.PollAsync(Found());
        (await station.Store.OneAsync<int>("SELECT gained FROM watch_change")).ShouldBe(1203);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM hit_watch WHERE watch = 'hair'")).ShouldBe(1203);
    }

    [Fact]
    public async Task A_preview_counts_the_same_and_stores_nothing()
    {
        await using var station = await WithSkinAsync();
        Change(station, "exosom* AND skin");
        var changes = new WatchChanges(station.Store.Database, station.Store.Changes, new SourceCatalog([station.Source]), station.Time, NullLogger<WatchChanges>.Instance);
        var preview = await changes.PreviewAsync(station.Watches[0], default);
        (preview.Matching, preview.Belonging).ShouldBe((1, 1));
        preview.Gained.Select(h => h.Id).ShouldBe(["pubmed:2"]);
        preview.Lost.Select(h => h.Id).ShouldBe(["pubmed:1"]);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM watch_change")).ShouldBe(0);
        (await station.Store.RowsAsync<string>("SELECT hit_id FROM hit_watch WHERE watch = 'hair'")).ShouldBe(["pubmed:1"]);
    }

    [Fact]
    public async Task Each_reader_of_the_watch_is_told_once()
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients.Add(Any.Recipient("bob", "other"));
        await office.Store.Database.WriteAsync(tx => WatchChangeTable.AddAsync(tx,
            new WatchChange(0, "hair", PostOffice.Start, "exosom*[tiab]", "skin[tiab]", ["pubmed:1", "pubmed:2"], ["pubmed:3"])), default);
        var message = (await office.Service().RunNowAsync(null, evenEmpty: false, default)).ShouldHaveSingleItem();
        message.Recipient.ShouldBe("ann");
        message.Subject.ShouldStartWith("Query changed | ");
        var text = string.Join(' ', message.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain("QUERY CHANGED hair, Sun 22 Nov 13:00: of the records stored 2 gained (silently), 1 lost. Which: http://127.0.0.1:5080/api/watches hair: exosom*[tiab] -> skin[tiab]");
        message.Html.ShouldContain("QUERY CHANGED");
        (await office.Service().RunNowAsync(null, evenEmpty: false, default)).ShouldBeEmpty();
        office.Time.Advance(TimeSpan.FromDays(1));
        (await office.Service().RunNowAsync("ann", evenEmpty: true, default)).Single().Text.ShouldNotContain("QUERY CHANGED");
        // A reader who comes later never knew the old query.
        office.Recipients.Add(Any.Recipient("eve", "hair"));
        (await office.Service().RunNowAsync(null, evenEmpty: false, default)).ShouldBeEmpty();
    }

    private static SourceRecord Item(string id, string title)
    {
        var posted = Station.Start.AddDays(-3);
        var notice = Any.Notice(id, title) with { Posted = posted, Published = PartialDate.From(DateOnly.FromDateTime(posted.UtcDateTime)) };
        return new SourceRecord(notice, notice.Published, null);
    }

    private static void Change(Station station, string query) => station.Watches[0] = station.Watches[0] with { Query = query };

    private static Task<List<string>> ChangesAsync(Station station) =>
        station.Store.RowsAsync<string>("SELECT watch || ' ' || gained || ' ' || lost || ' ' || gained_ids || ' ' || lost_ids FROM watch_change ORDER BY id");

    /// <summary>The watch hair (ann) has hit 1, the watch all (bob) hits 1 and 2; all of it told.</summary>
    private static async Task<Station> WithSkinAsync(StubSource? source = null)
    {
        var station = source is null ? await Station.NewAsync() : await Station.NewAsync(source);
        station.Watches.Add(Any.Watch("all", "exosom*"));
        station.Recipients.Add(Any.Recipient("bob", "all"));
        await station.StartAsync();
        await station.PollAsync(Found(Hair), "hair");
        await station.PollAsync(Found(Hair, Skin), "all");
        // What came after a watch was asked last is not gained but told: see ChangedQueryTests.
        await station.PollAsync(Found(Hair), "hair");
        return station;
    }
}
