using System.Net;
using System.Text.RegularExpressions;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

[OnEveryStore]
public sealed partial class HitPagesTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Theory]
    [InlineData("")]
    [InlineData("q=exosome")]
    [InlineData("q=exosome&sort=best&kind=article")]
    [InlineData("kind=trial")]
    [InlineData("kind=notice&source=fda-rss")]
    [InlineData("watch=exosome-safety")]
    [InlineData("since=2026-01-12")]
    [InlineData("until=2026-01-12")]
    [InlineData("q=&watch=&source=&kind=&design=&since=&until=&sort=")]
    [InlineData("q=nosuchwordanywhere")]
    public async Task The_list_holds_what_the_api_finds_in_its_order(string query)
    {
        var api = string.Join('&', query.Split('&').Where(p => !p.EndsWith('=')));
        var list = await _app.JsonAsync($"/api/hits?{api}");
        var html = await _app.PageAsync($"/hits?{query}");
        Shown(html).ShouldBe(list["items"]!.AsArray().Select(i => (string)i!["id"]!));
        html.ShouldContain($"<strong>{list["total"]}</strong> report");
    }

    [Fact]
    public async Task Its_pages_together_are_the_whole_list_and_keep_the_filters()
    {
        var total = (int)(await _app.JsonAsync("/api/hits?kind=article&size=1"))["total"]!;
        total.ShouldBeGreaterThan(20);
        var ids = new List<string>();
        string? next = "/hits?kind=article";
        while (next is not null)
        {
            var html = await _app.PageAsync(next);
            ids.AddRange(Shown(html));
            next = NextLink().Match(html) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["to"].Value) : null;
            next?.ShouldContain("kind=article");
        }

        ids.Count.ShouldBe(total);
        ids.Distinct().Count().ShouldBe(total);
    }

    [Theory]
    [InlineData("kind=book", "kind: article, trial or notice")]
    [InlineData("since=yesterday", "since: not a date")]
    [InlineData("page=0", "page: from 1")]
    [InlineData("page=x", "page: from 1")]
    [InlineData("sort=worst", "sort: newest or best")]
    public async Task What_cannot_be_read_is_said_and_is_no_empty_list(string query, string problem)
    {
        var html = await _app.PageAsync($"/hits?{query}", HttpStatusCode.BadRequest);
        html.ShouldContain($"This cannot be searched: {problem}");
        html.ShouldNotContain("No stored hit");
    }

    [Fact]
    public async Task The_form_shows_what_was_asked_and_escapes_it()
    {
        var html = await _app.PageAsync("/hits?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>") + "&watch=%3Cb%3E&kind=trial");
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<b>");
        WebUtility.HtmlDecode(html).ShouldContain("value=\"\"><script>alert(1)</script>\"");
        html.ShouldContain("<option value=\"trial\" selected>");
    }

    [Fact]
    public async Task Every_hit_has_a_page_that_marks_the_words_of_its_reasons_and_tells_its_history()
    {
        var marked = 0;
        foreach (var item in (await _app.JsonAsync("/api/hits?size=200"))["items"]!.AsArray())
        {
            var hit = (await _app.Get<HitTable>().FindAsync((string)item!["id"]!, CancellationToken.None))!; // non-null: it was just listed
            var html = await _app.PageAsync("/hits/" + Uri.EscapeDataString(hit.Id));
            var text = WebUtility.HtmlDecode(Tags().Replace(html, ""));
            text.ShouldContain(hit.Title, customMessage: hit.Id);
            var words = Marks().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["word"].Value)).ToList();
            foreach (var match in hit.Matches.Where(m => m.Field is "title" or "abstract"))
            {
                var place = match.Field == "title" ? hit.Title : hit.Abstract!; // non-null: its match says so
                foreach (var at in match.Offsets) words.ShouldContain(w => w.Contains(place.Substring(at.Start, at.Length), StringComparison.Ordinal), hit.Id);
            }

            marked += words.Count;
            foreach (var clause in hit.Matches.Select(m => m.Clause).OfType<string>()) text.ShouldContain(clause, customMessage: hit.Id);
            foreach (var revision in item["revisions"]!.AsArray()) html.ShouldContain($"datetime=\"{((DateTimeOffset)revision!["at"]!).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\"");
            foreach (System.Text.RegularExpressions.Match link in Outside().Matches(html)) WebUtility.HtmlDecode(link.Groups["to"].Value).ShouldStartWith("http", customMessage: hit.Id);
        }

        marked.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_change_is_shown_as_old_and_new()
    {
        var changed = (await _app.JsonAsync("/api/hits?size=200"))["items"]!.AsArray()
            .First(i => i!["revisions"]!.AsArray().Any(r => r!["changes"]!.AsArray().Any(c => c!["old"] is not null && c["new"] is not null)))!;
        var change = changed["revisions"]!.AsArray().SelectMany(r => r!["changes"]!.AsArray()).First(c => c!["old"] is not null && c["new"] is not null)!;
        var html = WebUtility.HtmlDecode(await _app.PageAsync("/hits/" + Uri.EscapeDataString((string)changed["id"]!)));
        html.ShouldContain("<del>");
        html.ShouldContain("<ins>");
        var text = ChangeTags().Replace(html, "");
        text.ShouldContain((string)change["old"]!);
        text.ShouldContain((string)change["new"]!);
    }

    [Fact]
    public async Task An_id_that_is_not_stored_is_not_found_and_not_echoed_as_markup()
    {
        var html = await _app.PageAsync("/hits/" + Uri.EscapeDataString("<script>x</script>"), HttpStatusCode.NotFound);
        html.ShouldContain("No such hit");
        html.ShouldNotContain("<script", Case.Insensitive);
    }

    private static IEnumerable<string> Shown(string html) =>
        Articles().Matches(html).Select(m => Uri.UnescapeDataString(WebUtility.HtmlDecode(m.Groups["id"].Value)));

    [GeneratedRegex("<article class=\"hit\">.*?href=\"/hits/(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Articles();

    [GeneratedRegex("rel=\"next\" href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex NextLink();

    [GeneratedRegex("<mark[^>]*>(?<word>[^<]*)</mark>", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex("</?(del|ins)>", RegexOptions.ExplicitCapture)]
    private static partial Regex ChangeTags();

    [GeneratedRegex("</?[a-z!][^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(?<to>[^/#\"][^\"]*)\" rel=\"noopener", RegexOptions.ExplicitCapture)]
    private static partial Regex Outside();
}
