using System.Net;
using Monitor.Simulator;
using Monitor.Simulator.Fda;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class LetterTests
{
    private const string Listing = "/datatables/views/ajax?view_name=warning_letter_solr_index&view_display_id=warning_letter_solr_block&draw=3";

    [Fact]
    public async Task The_listing_is_paged_and_its_cells_are_html()
    {
        await using var served = await Served.StartAsync(1, 30);
        var all = (await served.GetAsync(Listing + "&start=0&length=1000")).Json;
        var total = all["recordsTotal"]!.GetValue<int>();
        total.ShouldBe(all["data"]!.AsArray().Count);
        total.ShouldBeGreaterThan(44);
        var page = (await served.GetAsync(Listing + "&start=10&length=5")).Json;
        (page["recordsTotal"]!.GetValue<int>(), page["draw"]!.GetValue<string>()).ShouldBe((total, "3"));
        page["data"]!.AsArray().Select(r => r!.ToJsonString()).ShouldBe(all["data"]!.AsArray().Skip(10).Take(5).Select(r => r!.ToJsonString()));
        var row = page["data"]![0]!.AsArray().Select(c => c!.GetValue<string>()).ToList();
        row[0].ShouldStartWith("<time datetime=\"");
        row[2].ShouldContain("<a href=\"" + LetterHtml.Folder);
    }

    [Fact]
    public async Task A_letter_vanishes_and_comes_back_under_another_address_and_day()
    {
        await using var served = await Served.StartAsync(1, 0);
        var record = served.World.Letters.First(l => l.Versions.Any(v => v.Change == WorldEventTypes.Deleted));
        var (first, gone, back) = (record.Versions[0], record.Versions[1], record.Versions[2]);
        back.Content.Posted.ShouldBeGreaterThan(first.Content.Posted);
        served.Time.MoveTo(first.VisibleFrom);
        (await served.GetAsync(LetterHtml.Folder + first.Content.Slug)).Status.ShouldBe(HttpStatusCode.OK);
        served.Time.MoveTo(gone.VisibleFrom);
        (await served.GetAsync(LetterHtml.Folder + first.Content.Slug)).Status.ShouldBe(HttpStatusCode.NotFound);
        served.Time.MoveTo(back.VisibleFrom);
        (await served.GetAsync(LetterHtml.Folder + first.Content.Slug)).Location.ShouldBe(LetterHtml.Folder + back.Content.Slug);
    }

    [Fact]
    public async Task Faults_of_the_listing_are_told_apart()
    {
        (await FirstAsync(Faults.LettersBlocked)).Location.ShouldBe(FdaEndpoints.Apology);
        (await FirstAsync(Faults.LettersHtml)).Type.ShouldBe("text/html");
        var few = (await FirstAsync(Faults.LettersFew)).Json;
        (few["recordsTotal"]!.GetValue<int>(), few["data"]!.AsArray().Count).ShouldBe((3, 3));
        var cut = (await FirstAsync(Faults.LettersShort)).Json;
        cut["data"]!.AsArray().Count.ShouldBe(cut["recordsTotal"]!.GetValue<int>() / 2);
    }

    [Fact]
    public async Task A_notification_changes_in_substance_and_around_it()
    {
        await using var served = await Served.StartAsync(1, 0);
        var record = served.World.Pages[0];
        record.Versions.Select(v => v.Change).ShouldBe(["new", "cosmetic", "updated", "cosmetic"]);
        record.Versions[1].Content.Paragraphs.ShouldBe(record.Versions[0].Content.Paragraphs);
        served.Time.MoveTo(record.Versions[1].VisibleFrom);
        var page = await served.GetAsync(record.Versions[0].Content.Path);
        page.Text.ShouldContain("reorganization");
        (await served.GetAsync(NotificationHtml.List)).Text.ShouldContain("<li><a href=\"");
    }

    private static async Task<Answer> FirstAsync(string fault)
    {
        await using var served = await Served.StartAsync(1, 0, fault);
        served.Time.MoveTo(served.World.Outages[0].From);
        return await served.GetAsync(Listing + "&start=0&length=1000");
    }
}
