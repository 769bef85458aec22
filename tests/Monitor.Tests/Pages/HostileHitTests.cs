using System.Net;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using DocumentMatch = Monitor.Documents.Match;

namespace Monitor.Tests.Pages;

/// <summary>A record whose every text tries to become markup, in a store of its own.</summary>
[OnEveryStore]
public sealed partial class HostileHitTests
{
    [Fact]
    public async Task Hostile_text_is_shown_as_text_and_a_link_that_is_no_web_link_is_none()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        const string Evil = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"exosomes\"";
        var hit = Any.Article("9999001", Evil) with
        {
            Abstract = "</p><script>alert(3)</script> exosomes",
            Link = "javascript:alert(4)",
            Doi = "10.1/\"><script>",
            Pmcid = "javascript:5",
            Journal = "<b>J</b>",
            Authors = [new Author { Name = "<i>A</i>", Orcid = "\" onclick=\"x" }],
            Corrections = [new Correction { Type = "<u>", Pmid = "1\"><script>", Source = "<script>" }],
            Matches = [new DocumentMatch { Watch = "<w>", Clause = "<c>[ti]", Words = ["exosomes"], Field = "title", Offsets = [new Span(Evil.IndexOf("exosomes", StringComparison.Ordinal), 8), new Span(-1, 4), new Span(0, 8), new Span(60, int.MaxValue)] }],
            Tags = [new Tag { Name = "<n>", Value = "<v>", Rule = "<r>", Field = "title", At = new Span(0, 8) }, new Tag { Name = "n", Value = "v", Rule = "r", Field = "keywords[99999999999]", At = new Span(0, 1) }],
            FirstSeen = app.Clock.GetUtcNow(),
            LastChanged = app.Clock.GetUtcNow(),
        };
        await app.Get<Database>().WriteAsync(tx => HitTable.SaveAsync(tx, [hit], app.Clock.GetUtcNow()), CancellationToken.None);
        foreach (var path in new[] { $"/hits/{hit.Id}", "/hits?q=9999001" })
        {
            var html = await app.PageAsync(path);
            html.ShouldNotContain("<script", Case.Insensitive);
            html.ShouldNotContain("<img", Case.Insensitive);
            html.ShouldNotContain("href=\"javascript", Case.Insensitive);
            foreach (var tag in new[] { "<b>", "<i>", "<u>", "<w>", "<n>", "<v>", "<r>" }) html.ShouldNotContain(tag);
            WebUtility.HtmlDecode(Tags().Replace(html, "")).ShouldContain(Evil);
            html.ShouldContain(">exosomes</mark>");
            Marks().Matches(html).Count(m => m.Groups["word"].Value.Contains("script", StringComparison.Ordinal)).ShouldBe(0, "an offset that does not cut its words marks nothing");
        }

        (await app.PageAsync($"/hits/{hit.Id}")).ShouldContain("&lt;script&gt;");
    }

    [GeneratedRegex("<mark[^>]*>(?<word>[^<]*)</mark>", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex("</?[a-z!][^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tags();
}
