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
    public async Task A_record_with_the_papers_own_doi_is_no_preprint_of_it()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(Crossref());
        await desk.TakeAsync(PubMed() with { PublicationTypes = ["Journal Article", "Preprint"] });
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single();
        mail.Text.ShouldContain("Also in PubMed");
        mail.Text.ShouldNotContain("Preprint of it");
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

    private static Article Notice(string type = "Retraction of Publication", string link = "RetractionOf", string? title = null) => PubMed("99999998") with
    {
        Title = title ?? $"Retraction notice to \"{PubMed().Title}\"",
        Doi = "10.99999/imag.r",
        Pages = "300",
        Volume = "15",
        Abstract = null,
        PublicationTypes = [type],
        Corrections = [new Correction { Type = link, Pmid = "99999991" }],
    };

    [Theory]
    [InlineData("Retraction of Publication", "RetractionOf", "RETRACTED", "retraction notice:")]
    [InlineData("Expression of Concern", "ExpressionOfConcernFor", "EXPRESSION OF CONCERN", "expression of concern:")]
    [InlineData("Published Erratum", "ErratumFor", "CORRECTED", "erratum:")]
    [InlineData("Comment", "CommentOn", "COMMENT", "comment:")]
    public async Task A_notice_is_told_under_the_paper_that_it_is_about(string type, string link, string mark, string line)
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(EuropePmc());
        await desk.SendAsync();
        await desk.TakeAsync(Notice(type, link, "On a paper"));
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).MaxBy(m => m.Created).ShouldNotBeNull();
        var text = Flat(mail.Text);
        text.ShouldContain($"1 {mark} Exosomes of dermal papilla cells");
        text.ShouldContain($"{line} \"On a paper\"");
        text.ShouldNotContain("SPECIES NOT STATED");
        text.ShouldContain("You got it on");
        (await desk.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_retraction_and_its_notice_on_one_day_are_one_item_and_the_papers_own_word_days_later_is_none()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Notice());
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).MaxBy(m => m.Created).ShouldNotBeNull();
        mail.Subject.ShouldStartWith("1 retraction |");
        Flat(mail.Text).Split("RETRACTED Exosomes of dermal").Length.ShouldBe(2, mail.Text);
        await desk.TakeAsync(PubMed() with { Corrections = [Retraction with { Pmid = "99999998" }], PublicationTypes = ["Retracted Publication"] });
        (await desk.DueAsync()).Count(d => d.EndsWith(" retracted", StringComparison.Ordinal)).ShouldBe(1);
        (await desk.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_notice_that_the_watch_does_not_find_is_told_to_who_was_sent_the_paper()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(Crossref());
        await desk.SendAsync();
        await desk.TakeAsync(quiet: false, null, Notice() with { Corrections = [new Correction { Type = "RetractionOf", Doi = "10.99999/imag.1" }] });
        (await desk.DueAsync()).ShouldBe(["ann crossref:10.99999/imag.1 new", "ann crossref:10.99999/imag.1 retracted"]);
    }

    [Fact]
    public async Task A_notice_that_names_its_paper_by_title_alone_is_told_under_it()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Notice() with { Corrections = [], PublicationTypes = [], Pmid = null, Id = "crossref:10.99999/imag.r", Source = "crossref", ExternalId = "10.99999/imag.r" });
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).MaxBy(m => m.Created).ShouldNotBeNull();
        Flat(mail.Text).ShouldContain("1 RETRACTED Exosomes of dermal papilla cells");
    }

    [Fact]
    public async Task A_notice_about_a_paper_that_is_no_hit_is_told_as_what_it_is()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(Notice());
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single();
        mail.Subject.ShouldStartWith("1 retraction notice |");
        Flat(mail.Text).ShouldContain("RETRACTION NOTICE of \"Exosomes of dermal papilla cells lengthen the growth phase of follicles in shaved mice\", which is not among the hits");
        mail.Text.ShouldNotContain("SPECIES NOT STATED");
    }

    [Fact]
    public async Task A_paper_whose_title_alone_becomes_retracted_is_told_so()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(PubMed() with { Title = "RETRACTED: " + PubMed().Title });
        await desk.SendAsync();
        var mail = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).MaxBy(m => m.Created).ShouldNotBeNull();
        Flat(mail.Text).ShouldContain("1 RETRACTED Exosomes of dermal papilla cells");
        mail.Text.ShouldNotContain("UPDATED");
    }

    [Fact]
    public async Task A_reinstatement_that_databases_follow_one_by_one_is_told_once_and_a_new_retraction_again()
    {
        await using var desk = await ReportDesk.NewAsync();
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(EuropePmc());
        await desk.SendAsync();
        await desk.TakeAsync(PubMed() with { Corrections = [Retraction] });
        await desk.TakeAsync(EuropePmc() with { Corrections = [Retraction] });
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(EuropePmc());
        await desk.TakeAsync(PubMed() with { Corrections = [Retraction] });
        (await desk.DueAsync()).ShouldBe(
            ["ann pubmed:99999991 new", "ann pubmed:99999991 retracted", "ann pubmed:99999991 reinstated", "ann pubmed:99999991 retracted"]);
    }

    [Fact]
    public async Task Mails_of_these_cases_for_the_eye()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_LOOK") is not { } folder) return;
        await using var desk = await ReportDesk.NewAsync();
        desk.Office.Recipients[0] = desk.Office.Recipients[0] with { Alerts = true };
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Notice());
        var recall = Any.Notice("R1", "Acme recalls exosome vials") with { Body = "Lot Nos. 25.1, 25.2. The vials were sold by Dr. A. Example.", NoticeType = "recall", Status = "Ongoing", Firm = "Acme", EventId = "1" };
        await desk.TakeHitsAsync(recall);
        await desk.TakeHitsAsync(recall with { Body = "Lot Nos. 25.1, 25.2; further lot 7-7. The vials were sold by Dr. A. Example. One woman lost sight.", Status = "Completed" });
        var trial = Any.Trial() with { Outcomes = ["Hair count at 24 weeks", "Pain"], Enrollment = 60 };
        await desk.TakeHitsAsync(trial);
        await desk.TakeHitsAsync(trial with { Outcomes = ["Hair count at 12 weeks", "Pain", "Itch"], Enrollment = 80 });
        await desk.TakeAsync(Notice("Published Erratum", "ErratumFor", "Erratum") with
        { Id = "pubmed:77", ExternalId = "77", Pmid = "77", Doi = "10.99999/imag.x" });
        await desk.TakeAsync(Notice() with { Id = "pubmed:78", ExternalId = "78", Pmid = "78", Doi = "10.99999/imag.y", Title = "Retraction: Vesicles of sheep follicles restore the coat of bald ewes in one summer", Corrections = [] });
        await desk.SendAsync();
        foreach (var (mail, i) in (await desk.Store.Messages.ListAsync(null, 0, 10, default)).OrderBy(m => m.Created).Select((m, i) => (m, i)))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{i}.txt"), mail.Subject + "\n\n" + mail.Text);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{i}.html"), mail.Html);
        }
    }

    private static string Flat(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
