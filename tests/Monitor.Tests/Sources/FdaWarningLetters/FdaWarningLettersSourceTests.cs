using System.Net;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.FdaWarningLetters;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.FdaWarningLetters;

/// <summary>Listing and letters behind the real SourceClient.</summary>
public sealed class FdaWarningLettersSourceTests
{
    [Fact]
    public async Task Rows_are_told_before_the_first_page_is_asked_for()
    {
        var edge = new LetterEdge(LetterEdge.Row("a"), LetterEdge.Row("b"));
        var asked = new List<Uri>();
        await edge.FetchAsync(like: edge.Like with
        {
            Listed = (records, _) =>
            {
                records.Count.ShouldBe(2);
                asked.AddRange(edge.Handler.Asked);
                return Task.CompletedTask;
            },
        });
        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(a => a.AbsolutePath == "/datatables/views/ajax");
    }

    [Fact]
    public async Task A_row_and_its_page_make_a_notice()
    {
        var edge = new LetterEdge(LetterEdge.Row("example-labs-llc-990001-11032026", company: "Example Labs, LLC &amp; Sons", closeOut: "<a href=\"/media/1\">11/20/2026</a>"));
        edge.Page = _ => StubHandler.Html("<article id='main-content'><h1>Example</h1><dl><dt>Product:</dt><dd>Biologics</dd></dl><p>Your exosome product.</p></article>");
        var fetched = await edge.FetchAsync();
        var record = fetched.Records.ShouldHaveSingleItem();
        var letter = record.Document.ShouldBeOfType<Notice>();
        (letter.Id, letter.ExternalId, letter.EventId).ShouldBe(("fda-warning-letters:990001", "990001", "MARCS-CMS 990001"));
        (letter.Firm, letter.Reason).ShouldBe(("Example Labs, LLC & Sons", "Unapproved New Drug/Unlicensed Biological Product"));
        letter.Title.ShouldBe("Example Labs, LLC & Sons: Unapproved New Drug/Unlicensed Biological Product");
        (letter.Published?.ToString(), letter.Initiated?.ToString(), letter.Posted).ShouldBe(("2026-11-17", "2026-11-03", null)); // days stay days
        (letter.Status, letter.Product, letter.NoticeType).ShouldBe(("close-out letter 2026-11-20", "Biologics", "warning-letter"));
        letter.Link.ShouldBe("https://www.fda.gov" + LetterEdge.Folder + "example-labs-llc-990001-11032026");
        letter.Body.ShouldNotBeNull().ShouldContain("exosome");
        (record.Complete, record.Dated).ShouldBe((true, new PartialDate(2026, 11, 17)));
        (edge.Handler.At[1] - edge.Handler.At[0]).ShouldBe(TimeSpan.FromSeconds(30));
        (fetched.Total, fetched.Whole, fetched.Payloads.Count).ShouldBe((1, true, 2));
    }

    [Theory]
    [InlineData("ag-hair-limited-638646-11282022", "638646")]
    [InlineData("ag-hair-limited-638646-11282022-0", "638646")]
    [InlineData("acme-pharma-llc-123456", "123456")]
    [InlineData("example-labs-11282022", null)]
    [InlineData("example-2024-0", null)]
    public void The_number_of_the_case_outlives_the_slug(string slug, string? number) => LetterRow.Marcs(slug).ShouldBe(number);

    [Fact]
    public async Task All_pages_of_the_listing_are_read_and_a_short_one_is_a_failure()
    {
        var rows = Enumerable.Range(0, 25).Select(i => LetterEdge.Row($"example-{990000 + i}-11032026")).ToArray();
        var edge = new LetterEdge(rows);
        var options = new FdaWarningLettersOptions { PageSize = 10, PagesPerPoll = 1 };
        (await edge.FetchAsync(options)).Records.Count.ShouldBe(25);
        edge.Handler.Asked.Count.ShouldBe(4); // three of the listing, one letter

        edge.Listing = a => a.Query.Contains("start=20", StringComparison.Ordinal) ? LetterEdge.Json(25, []) : edge.Ask(a);
        var failure = await Should.ThrowAsync<SourceException>(() => edge.FetchAsync(options));
        (failure.Failure, failure.Message.Contains("20 of 25 rows", StringComparison.Ordinal)).ShouldBe((SourceFailure.Malformed, true));
    }

    [Fact]
    public async Task A_listing_that_grows_while_it_is_read_is_read_again()
    {
        var edge = new LetterEdge([.. Enumerable.Range(0, 15).Select(i => LetterEdge.Row($"example-{990000 + i}-11032026"))]);
        edge.Listing = a =>
        {
            if (edge.Handler.First("grown") && edge.Rows.Count == 15) return edge.Ask(a);
            if (edge.Rows.Count == 15) edge.Rows.Insert(0, LetterEdge.Row("new-990100-11032026"));
            return edge.Ask(a);
        };
        var fetched = await edge.FetchAsync(new FdaWarningLettersOptions { PageSize = 10, PagesPerPoll = 1 });
        fetched.Records.Select(r => r.Document.ExternalId).Distinct().Count().ShouldBe(16);
        fetched.Total.ShouldBe(16);
    }

    [Fact]
    public async Task Blocks_and_pages_without_data_are_never_zero_letters()
    {
        var edge = new LetterEdge { Listing = _ => StubHandler.Redirect("/apology_objects/abuse-detection-apology.html") };
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ShouldBe(SourceFailure.Blocked);
        edge.Listing = _ => StubHandler.Text("<html><title>Access Denied</title></html>", "text/html", HttpStatusCode.Forbidden);
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ShouldBe(SourceFailure.Blocked);
        edge.Listing = _ => StubHandler.Html("<html><title>Apology</title><p>See /apology_objects/x</p></html>");
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ShouldBe(SourceFailure.Blocked);
        edge.Listing = _ => StubHandler.Html("<html><body>access denied / no drupal settings here</body></html>");
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ShouldBe(SourceFailure.Malformed);
        edge.Listing = _ => StubHandler.Json("""[{"command":"insert","data":""}]""");
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ShouldBe(SourceFailure.Malformed);
        edge.Listing = _ => StubHandler.Text("Not found", "text/plain", HttpStatusCode.NotFound);
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ShouldBe(SourceFailure.Refused);
    }

    [Fact]
    public async Task A_letter_whose_page_is_missing_stays_incomplete_and_a_block_ends_the_reading()
    {
        var edge = new LetterEdge(LetterEdge.Row("a-990001-11032026"), LetterEdge.Row("b-990002-11032026"), LetterEdge.Row("c-990003-11032026"));
        edge.Page = a => a.AbsolutePath.Contains("990001", StringComparison.Ordinal)
            ? StubHandler.Text("gone", "text/html", HttpStatusCode.NotFound)
            : StubHandler.Redirect("/apology_objects/excessive-requests-apology.html");
        var fetched = await edge.FetchAsync();
        fetched.Records.Select(r => (r.Complete, r.Postponed)).ShouldBe([(false, false), (false, true), (false, true)]);
        fetched.Interrupted.ShouldNotBeNull().Failure.ShouldBe(SourceFailure.Blocked);
        edge.Handler.Asked.Count.ShouldBe(3); // none after the block
    }

    [Fact]
    public async Task Pages_are_read_in_portions_newest_first_and_what_is_expected_before_all()
    {
        var edge = new LetterEdge(LetterEdge.Row("d-990004-01032022", posted: "01/04/2022"), LetterEdge.Row("a-990001-11032026", posted: "11/10/2026"), LetterEdge.Row("b-990002-11032026", posted: "11/17/2026"),
            LetterEdge.Row("c-990003-11032025", posted: "11/10/2025"), LetterEdge.Row("e-990005-01032023", posted: "01/04/2023"));
        var options = new FdaWarningLettersOptions { PagesPerPoll = 2 };
        var first = await edge.FetchAsync(options, edge.Like with { Wanted = ["990005"] });
        edge.Handler.Asked.Skip(1).Select(a => a.Segments[^1][..1]).ShouldBe(["e", "b"]);
        first.Records.Select(r => (r.Complete, r.Postponed, r.Outside)).ShouldBe([(false, true, true), (false, true, false), (true, false, false), (false, true, true), (true, false, true)]);
        first.Widened.ShouldHaveSingleItem().ShouldContain("1 linked pages wait");

        var then = await edge.FetchAsync(options, edge.Like with { Wanted = ["990005"], Read = new HashSet<string> { "990002", "990005" } });
        edge.Handler.Asked[^1].Segments[^1].ShouldStartWith("a-");
        then.Records.Count(r => !r.Complete && !r.Outside).ShouldBe(0);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_kept_whole_beside_the_others()
    {
        var edge = new LetterEdge(LetterEdge.Row("a-990001-11032026"), ["11/17/2026", "11/03/2026", "Example without link", "Office", "Subject", "", ""], ["one cell"],
            ["soon", .. LetterEdge.Row("b-990002-11032026")[1..]], ["11/17/2026", "", "<a href=\"javascript:alert(1)\">Evil</a>", "Office", "Subject"]);
        var fetched = await edge.FetchAsync();
        fetched.Records.ShouldHaveSingleItem().Document.ExternalId.ShouldBe("990001");
        fetched.Unreadable.Select(u => u.Reason).ShouldBe(["no link to the letter", "a row of 1 cells", "no posted date", "a link to no page"]);
        fetched.Unreadable[0].Raw.ShouldContain("Example without link");
    }

    [Fact]
    public async Task Two_letters_of_one_case_are_two()
    {
        var edge = new LetterEdge(LetterEdge.Row("a-990001-11032026"), LetterEdge.Row("a-990001-05042025", issued: "05/04/2025"), LetterEdge.Row("a-990001-11032026-0"));
        (await edge.FetchAsync()).Records.Select(r => r.Document.ExternalId).ShouldBe(["990001/2026-11-03", "990001", "990001/2026-11-03"]);
    }

    [Fact]
    public async Task On_demand_the_first_rows_are_enough_and_no_page_is_read()
    {
        var edge = new LetterEdge([.. Enumerable.Range(0, 25).Select(i => LetterEdge.Row($"example-{990000 + i}-11032026"))]) { Page = a => throw new InvalidOperationException("asked " + a) };
        var fetched = await edge.FetchAsync(new FdaWarningLettersOptions { PageSize = 10 }, edge.Like with { Limit = 5 });
        (fetched.Records.Count, fetched.Total, fetched.Whole, edge.Handler.Asked.Count).ShouldBe((5, 25, false, 1));
    }
}
