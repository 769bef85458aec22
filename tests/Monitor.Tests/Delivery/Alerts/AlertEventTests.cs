using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Identity.Events;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>One regulatory event is one thread of alerts, whatever source tells of it.</summary>
[OnEveryStore]
public sealed class AlertEventTests
{
    private static readonly Notice Press = Notices.Press("nimbus-recall", "Nimbus Vesicle Works Issues Voluntary Recall of Aurelux Exosome Solution Due to Lack of Sterility Assurance", new PartialDate(2026, 11, 22)) with { Body = "Lots NV-1 and NV-2 are recalled." };

    private static readonly Notice[] Records =
    [
        Notices.Record("D-9101-2026", "777001", begun: new PartialDate(2026, 11, 20)) with { Published = new PartialDate(2026, 11, 22) },
        Notices.Record("D-9102-2026", "777001", product: "Aurelux exosome scalp serum, 2 mL", begun: new PartialDate(2026, 11, 20)) with { Published = new PartialDate(2026, 11, 22) },
    ];

    [Fact]
    public async Task A_recall_is_announced_recorded_classified_and_terminated_in_one_thread_one_mail_each()
    {
        await using var setting = await AlertSetting.NewAsync();
        var first = (await setting.SeeAsync(Press)).ShouldHaveSingleItem();
        var recorded = (await setting.SeeAsync(Records)).ShouldHaveSingleItem();
        var classified = (await setting.SeeAsync([.. Records.Select(r => r with { RecallClass = "Class I" })])).ShouldHaveSingleItem();
        var terminated = (await setting.SeeAsync([.. Records.Select(r => r with { RecallClass = "Class I", Status = "Terminated", Terminated = new PartialDate(2026, 11, 22) })])).ShouldHaveSingleItem();
        new[] { recorded, classified, terminated }.ShouldAllBe(m => m.InReplyTo == first.Id && m.Subject == "Re: " + first.Subject);
        Flat(recorded.Text).ShouldStartWith("Recall recorded, not yet classified - same event as the press announcement you were sent on Sun 22 Nov 2026.");
        Flat(recorded.Text).ShouldContain("EVENT You were sent: Nimbus Vesicle Works Issues Voluntary Recall of Aurelux Exosome Solution Due to Lack of Sterility Assurance One event by rule announced-product: nimbus vesicle works, aurelux");
        recorded.Text.ShouldContain("RECORDS");
        recorded.Text.ShouldContain("D-9101-2026");
        recorded.Text.ShouldContain("D-9102-2026");
        Flat(classified.Text).ShouldStartWith("Recall classified: Class I - same event as the press announcement you were sent on Sun 22 Nov 2026.");
        classified.Text.ShouldContain("class: Not Yet Classified -> Class I");
        Flat(terminated.Text).ShouldStartWith("Recall terminated (Class I) - same event as the press announcement you were sent on Sun 22 Nov 2026.");
        (await setting.SeeAsync([.. Records.Select(r => r with { RecallClass = "Class I", Status = "Terminated", Terminated = new PartialDate(2026, 11, 22) })])).ShouldBeEmpty();
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0);
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM alert")).ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_comes_classified_says_so_in_the_thread_of_the_announcement()
    {
        await using var setting = await AlertSetting.NewAsync();
        var first = (await setting.SeeAsync(Press)).ShouldHaveSingleItem();
        var record = (await setting.SeeAsync(Records[0] with { RecallClass = "Class I" })).ShouldHaveSingleItem();
        record.InReplyTo.ShouldBe(first.Id);
        Flat(record.Text).ShouldStartWith("Recall classified: Class I - same event as the press announcement you were sent on Sun 22 Nov 2026.");
    }

    [Fact]
    public async Task Another_recall_of_the_same_firm_has_a_thread_of_its_own()
    {
        await using var setting = await AlertSetting.NewAsync();
        await setting.SeeAsync(Press);
        var other = (await setting.SeeAsync(Records[0] with { Product = "Something else, exosomes", Reason = "Undeclared milk" })).ShouldHaveSingleItem();
        other.InReplyTo.ShouldBeNull();
        other.Subject.ShouldStartWith("SAFETY FDA recall:");
    }

    [Fact]
    public async Task Ten_records_and_their_announcement_in_one_run_are_one_mail_that_lists_them()
    {
        await using var setting = await AlertSetting.NewAsync();
        var records = Enumerable.Range(1, 10).Select(i => Records[0] with { Id = $"openfda-enforcement:D-92{i:00}-2026", ExternalId = $"D-92{i:00}-2026", Product = $"Aurelux exosome solution {i} mL" }).ToArray();
        var mail = (await setting.SeeAsync([Press, .. records])).ShouldHaveSingleItem();
        foreach (var record in records.Take(9)) mail.Text.ShouldContain(record.ExternalId);
        mail.Text.ShouldContain("and 1 more");
        mail.Text.ShouldContain("all 11 notices of this event");
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task An_alert_of_an_earlier_version_of_this_program_goes_on_in_its_thread()
    {
        await using var setting = await AlertSetting.NewAsync();
        var first = (await setting.SeeAsync(Records[0])).ShouldHaveSingleItem();
        await setting.Office.Store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "UPDATE alert SET matter = 'openfda-enforcement event 777001'", transaction: tx), default);
        (await setting.SeeAsync(Records[0] with { RecallClass = "Class II" })).ShouldHaveSingleItem().InReplyTo.ShouldBe(first.Id);
    }

    [Fact]
    public async Task Two_threads_of_what_turned_out_one_event_go_on_in_the_older()
    {
        await using var setting = await AlertSetting.NewAsync();
        var page = (await setting.SeeAsync(Press with { Title = "Consumer alert on Aurelux exosomes", Body = null })).ShouldHaveSingleItem();
        var record = (await setting.SeeAsync(Records[0])).ShouldHaveSingleItem();
        record.InReplyTo.ShouldBeNull();
        var joined = (await setting.SeeAsync(Press)).ShouldHaveSingleItem();
        joined.InReplyTo.ShouldBe(page.Id);
        (await setting.SeeAsync(Records[0] with { RecallClass = "Class I" })).ShouldHaveSingleItem().InReplyTo.ShouldBe(page.Id);
    }

    [Fact]
    public async Task A_letter_is_removed_posted_again_and_closed_out_in_one_thread()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("fda-warning-letters", _ => new Fetched())
        {
            Notices = true, Overlap = TimeSpan.Zero, Feeds = [new UpstreamQuery("https://list.example/", [])],
        });
        setting.Station.Time.Advance(TimeSpan.FromDays(1));
        var other = Notices.Letter("990800", "Tilde Foods, Inc.", posted: new PartialDate(2026, 11, 1), body: "Your tea.");
        var letter = Notices.Letter("990901", body: "Your exosome product is unapproved.", dated: new PartialDate(2026, 11, 10), posted: new PartialDate(2026, 11, 23));
        await ListAsync(setting, other);
        var first = (await ListAsync(setting, other, letter)).ShouldHaveSingleItem();
        (await ListAsync(setting, other)).ShouldBeEmpty("once may be a row that moved");
        var gone = (await ListAsync(setting, other)).ShouldHaveSingleItem();
        gone.Subject.ShouldStartWith("WITHDRAWN BY THE SOURCE: ");
        var again = letter with { Published = new PartialDate(2026, 11, 24), Link = letter.Link + "-0" };
        var back = (await ListAsync(setting, other, again)).ShouldHaveSingleItem();
        Flat(back.Text).ShouldStartWith("POSTED AGAIN: what you were alerted of on");
        back.Text.ShouldContain("listed: withdrawn by the source -> listed again");
        var closed = (await ListAsync(setting, other, again with { Status = "close-out letter 2026-11-22" })).ShouldHaveSingleItem();
        Flat(closed.Text).ShouldStartWith("CLOSED OUT: ");
        new[] { gone, back, closed }.ShouldAllBe(m => m.InReplyTo == first.Id);
        (await ListAsync(setting, other, again with { Status = "close-out letter 2026-11-22" })).ShouldBeEmpty();
    }

    /// <summary>The listing of letters as it is now, and one tick of the delivery job.</summary>
    private static async Task<IReadOnlyList<OutMessage>> ListAsync(AlertSetting setting, params Notice[] letters)
    {
        await setting.Station.PollAsync(new Fetched { Records = [.. letters.Select(l => new SourceRecord(l, l.Published, null))], WholeSince = Station.Start.AddYears(-1) });
        return await setting.DeliverAsync();
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
