using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Sources;
using Monitor.Sources.FdaLetters;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.FdaLetters;

/// <summary>Pages and lists behind the real SourceClient; all texts are synthetic.</summary>
public sealed class FdaLettersSourceTests
{
    private const string Page = "vaccines/public-safety-notification-example";
    private const string List = "enforcement/untitled-letters-example";

    [Fact]
    public async Task A_page_is_a_notice_of_its_own_words()
    {
        var fetched = await FetchAsync(Page, _ => StubHandler.Html(Notification()));
        var notice = fetched.Records.ShouldHaveSingleItem().Document.ShouldBeOfType<Notice>();
        (notice.Id, notice.Title, notice.NoticeType).ShouldBe(("fda-letters:public-safety-notification-example", "Safety Notification on Example Products", "public-notification"));
        (notice.Published?.ToString(), notice.Posted, notice.Link).ShouldBe(("2019-12-06", null, "https://www.fda.gov/" + Page));
        notice.Body.ShouldBe("December 6, 2019\nThere are no approved exosome products. Clinics deceive patients.\nReport any adverse event.");
        fetched.Whole.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<div class='x'><p>The FDA is undergoing a reorganization. Some links may be broken.</p></div>", "", "")]
    [InlineData("<p>An unforeseen banner above the heading</p>", "", "")]
    [InlineData("", "<p>On October 1 the agency was reorganized; this page may be out of date.</p>", "")]
    [InlineData("", "<div class='usa-alert'><p>Scheduled maintenance tonight.</p></div>", "")]
    [InlineData("<ol><li>Home</li><li>Other breadcrumb</li></ol>", "", "")]
    [InlineData("", "", "<ul><li><p>Content current as of:</p><p>11/20/2026</p></li></ul>")]
    [InlineData("", "", "<p>Content current as of: 11/20/2026</p>")]
    [InlineData("", "", "<aside><p>Related: exosome news</p></aside><nav>more</nav>")]
    public async Task Banners_breadcrumbs_and_review_days_are_no_change(string above, string below, string foot)
    {
        var (old, now) = (await NoticeAsync(Notification()), await NoticeAsync(Notification(above, below, foot)));
        Revise.Again(old, now, Station.Start).Revisions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_real_change_is_told_in_its_own_words()
    {
        var old = await NoticeAsync(Notification());
        var now = await NoticeAsync(Notification().Replace("Clinics deceive patients.", "Clinics in two states deceive patients. Four persons were harmed.", StringComparison.Ordinal));
        var revision = Revise.Again(old, now, Station.Start).Revisions.ShouldHaveSingleItem();
        (revision.Type, revision.News).ShouldBe((RevisionType.Updated, true));
        revision.Changes.ShouldBe(
            [new FieldChange("body", "Clinics deceive patients.", "Clinics in two states deceive patients."), new FieldChange("body", null, "Four persons were harmed.")]);
    }

    [Fact]
    public async Task A_list_gives_a_notice_per_entry_and_reads_pages_but_no_files()
    {
        var list = """
            <main><h1>Untitled Letters</h1><p>See <a href="/about">about letters</a>.</p><ul>
            <li><a href="/letters/example-clinic-05222026">Example Clinic</a> - May 22, 2026</li>
            <li><a href="/media/123456/download">Untitled Letter (PDF)</a> Example Pharma, example-drug 03/04/2026 <a href="/media/123457/download">Material (PDF)</a></li>
            <li><a href="https://elsewhere.example/x">Elsewhere</a> 02/03/2026</li>
            <li><a href="/letters/old">Old letter</a> January 5, 2012</li></ul>
            <table><tr><td>04/01/2026</td><td><a href="/letters/row">Row letter</a></td></tr></table></main>
            """;
        var fetched = await FetchAsync(List, a => StubHandler.Html(a.AbsolutePath.EndsWith(List, StringComparison.Ordinal) ? list : "<main><h1>Letter</h1><p>Your exosome product.</p></main>"));
        var notices = fetched.Records.Select(r => (Notice)r.Document).ToList();
        notices.Select(n => $"{n.ExternalId} {n.Published} {n.Title}").ShouldBe([
            "example-clinic-05222026 2026-05-22 Example Clinic", "media/123456 2026-03-04 Untitled Letter (PDF) Example Pharma, example-drug 03/04/2026 Material (PDF)",
            "x 2026-02-03 Elsewhere", "old 2012-01-05 Old letter", "row 2026-04-01 Row letter",
        ], ignoreOrder: true);
        notices.Single(n => n.ExternalId == "example-clinic-05222026").Body.ShouldNotBeNull().ShouldContain("exosome");
        notices.ShouldAllBe(n => n.NoticeType == "untitled-letter");
        fetched.Records.Where(r => !r.Complete).Select(r => r.Document.ExternalId).ShouldBe(["old"]);
        fetched.Records.Single(r => r.Document.ExternalId == "old").Outside.ShouldBeTrue();
        fetched.Widened.ShouldContain("1 letters are files, which are not read: they count by the words of the list");
        (fetched.Whole, fetched.Moves).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_page_that_moved_keeps_its_identity_and_a_block_is_no_change()
    {
        var moved = await FetchAsync(Page, a => a.AbsolutePath.StartsWith("/vaccines", StringComparison.Ordinal) ? StubHandler.Redirect("/about/public-safety-notification-example-0") : StubHandler.Html(Notification()));
        moved.Records.Single().Document.ExternalId.ShouldBe("public-safety-notification-example");
        (await Should.ThrowAsync<SourceException>(() => FetchAsync(Page, _ => StubHandler.Redirect("/apology_objects/abuse-detection-apology.html")))).Failure.ShouldBe(SourceFailure.Blocked);
        (await Should.ThrowAsync<SourceException>(() => FetchAsync(Page, _ => StubHandler.Html("<main><p>no heading</p></main>")))).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Fact]
    public void Delivered_addresses_hang_on_the_base_address_lists_first()
    {
        var source = Source(new StubHandler(_ => StubHandler.Html("")), new FdaLettersOptions { BaseUrl = new Uri("http://127.0.0.1:5081/") });
        source.Feeds.Count.ShouldBe(7);
        source.Feeds.ShouldAllBe(f => f.Text.StartsWith("http://127.0.0.1:5081/", StringComparison.Ordinal));
        source.Feeds[0].Text.ShouldEndWith("/untitled-letters");
    }

    private static string Notification(string above = "", string below = "", string foot = "") =>
        $"<main>{above}<h1>Safety Notification on Example Products</h1>{below}<p>December 6, 2019</p><p>There are no approved exosome products. Clinics deceive patients.</p><p>Report any adverse event.</p>{foot}</main>";

    private static async Task<Notice> NoticeAsync(string html) => (Notice)(await FetchAsync(Page, _ => StubHandler.Html(html))).Records.Single().Document;

    private static FdaLettersSource Source(StubHandler edge, FdaLettersOptions options) => new(edge.Client(), Options.Create(options), edge.Clock, NullLogger<FdaLettersSource>.Instance);

    private static Task<Fetched> FetchAsync(string page, Func<Uri, HttpResponseMessage> answer)
    {
        var edge = new StubHandler(answer);
        var now = edge.Clock.GetUtcNow();
        return Source(edge, new FdaLettersOptions { Lists = [List], Pages = [Page] }).FetchAsync(
            new FetchRequest { Query = new UpstreamQuery("https://www.fda.gov/" + page, []), From = now.AddYears(-1), To = now }, CancellationToken.None);
    }
}
