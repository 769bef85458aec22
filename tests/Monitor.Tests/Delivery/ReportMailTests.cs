using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Delivery;

/// <summary>One paper of several sources in the mails: one item, one thread.</summary>
[OnEveryStore]
public sealed class ReportMailTests
{
    private static readonly Correction Retraction = new() { Type = "RetractionIn", Source = "J Imag Dermatol. 2026;15:1. doi: 10.99999/imag.r" };

    [Fact]
    public async Task A_digest_shows_a_report_once_by_its_richest_record_and_names_the_others()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(Crossref());
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        var mail = (await desk.Office.Store.Messages.ListAsync(null, 0, 10, default)).Single();
        mail.Text.ShouldContain("Also in Crossref");
        mail.Text.Split("phase of follicles").Length.ShouldBe(2, mail.Text);
        mail.Text.ShouldContain("(1)");
        (await desk.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0L);
    }

    [Fact]
    public async Task Two_records_that_turn_out_to_be_one_report_before_the_digest_are_one_item()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(Crossref() with { Title = "Untitled", Doi = null });
        await desk.TakeAsync(Crossref());
        await desk.SendAsync();
        var mail = (await desk.Office.Store.Messages.ListAsync(null, 0, 10, default)).Single();
        mail.Text.Split("phase of follicles").Length.ShouldBe(2, mail.Text);
        (await desk.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0L);
    }

    [Fact]
    public async Task An_alert_of_a_retraction_seen_by_one_source_answers_the_mail_in_which_another_was_sent()
    {
        await using var desk = await ReportDesk.NewAsync();
        desk.Office.Watches[0] = Any.Watch() with { Immediate = ["retraction-of-something-sent"] };
        desk.Office.Recipients[0] = desk.Office.Recipients[0] with { Alerts = true };
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        var digest = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single();
        await desk.TakeAsync(Crossref() with { Corrections = [Retraction] });
        await desk.Office.Service().RunDueAsync(default);
        var alert = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single(m => m.Kind == "alert");
        alert.InReplyTo.ShouldBe(digest.Id);
        alert.Text.ShouldContain("RETRACTED according to Crossref");
        alert.Text.ShouldContain("You got it on");
        await desk.TakeAsync(PubMed() with { Corrections = [Retraction] });
        await desk.Office.Service().RunDueAsync(default);
        (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_paper_and_its_preprint_are_one_item_that_names_both()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(Preprint());
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single();
        mail.Text.ShouldContain("Preprint of it: Research Square, 2026-03-01");
        mail.Text.Split("phase of follicles").Length.ShouldBe(2, mail.Text);
    }

    [Fact]
    public async Task A_reader_of_the_preprint_is_told_where_it_was_published()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(Preprint());
        await desk.SendAsync();
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).MaxBy(m => m.Created).ShouldNotBeNull();
        string.Join(' ', mail.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).ShouldContain("published as: Journal of Imaginary Dermatology, 2026-11-20, doi 10.99999/imag.1");
        mail.Text.ShouldContain("UPDATED");
        mail.Text.ShouldStartWith("1 preprint published");
    }

    [Fact]
    public async Task A_paper_that_only_another_source_calls_retracted_is_not_shown_as_sound()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(quiet: false, null, Crossref() with { Corrections = [Retraction] });
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single().Text.ShouldContain("RETRACTED according to Crossref");
    }
}
