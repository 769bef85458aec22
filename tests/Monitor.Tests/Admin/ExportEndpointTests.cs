using System.Net;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class ExportEndpointTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Theory]
    [InlineData("ris", "application/x-research-info-systems", "ris")]
    [InlineData("nbib", "application/nbib", "nbib")]
    [InlineData("bibtex", "application/x-bibtex", "bib")]
    [InlineData("csl", "application/vnd.citationstyles.csl+json", "json")]
    [InlineData("csv", "text/csv", "csv")]
    public async Task Every_hit_that_passes_the_filters_is_in_the_file(string format, string type, string extension)
    {
        var total = (int)(await _app.JsonAsync("/api/hits?size=1&kind=article"))["total"]!;
        using var response = await _app.Http.GetAsync(new Uri($"/api/export?format={format}&kind=article", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe(type);
        response.Content.Headers.ContentDisposition!.ToString().ShouldBe($"attachment; filename=monitor-20260117-{total}.{extension}"); // non-null: a file
        var text = await response.Content.ReadAsStringAsync();
        Count(format, text).ShouldBe(total);
        text[0].ShouldNotBe('\ufeff', "importers take a mark for part of the first name");
    }

    [Fact]
    public async Task The_filters_are_those_of_the_list_and_a_page_is_a_page()
    {
        foreach (var filter in new[] { "q=exosome*", "watch=exosome-safety", "source=clinicaltrials.gov", "since=2026-01-12", "until=2026-01-12", "q=exosome*&sort=best" })
        {
            var ids = (await _app.IdsAsync($"/api/hits?size=200&{filter}")).ToList();
            var csl = await _app.JsonAsync($"/api/export?format=csl&{filter}");
            csl.AsArray().Select(i => (string)i!["id"]!).ShouldBe(ids, filter);
        }

        (await _app.JsonAsync("/api/export?format=csl&page=2&size=7")).AsArray().Select(i => (string)i!["id"]!).ShouldBe(await _app.IdsAsync("/api/hits?page=2&size=7"));
        (await _app.JsonAsync("/api/export?format=csl&q=nothinghasthisword")).AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/export", "format")]
    [InlineData("/api/export?format=endnote", "ris, nbib, bibtex, csl, csv")]
    [InlineData("/api/export?format=ris&kind=book", "kind")]
    [InlineData("/api/export?format=ris&size=0", "size")]
    public async Task What_cannot_be_read_is_a_problem(string path, string part) => (await _app.ProblemAsync(path)).ShouldContain(part);

    [Fact]
    public async Task A_large_export_is_whole_and_each_key_stands_once()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync([.. Enumerable.Range(1, 1234).Select(i => (Hit)Any.Article($"{99_000_000 + i}", $"Paper {i}"))]);
        var bib = await app.Http.GetStringAsync(new Uri("/api/export?format=bibtex", UriKind.Relative));
        var keys = bib.Split('\n').Where(l => l.StartsWith('@')).ToList();
        keys.Count.ShouldBe(1234);
        keys.Distinct().Count().ShouldBe(1234);
        JsonNode.Parse(await app.Http.GetStringAsync(new Uri("/api/export?format=csl", UriKind.Relative)))!.AsArray().Count.ShouldBe(1234);
    }

    private static int Count(string format, string text) => format switch
    {
        "ris" => text.Split("\r\n").Count(l => l == "ER  - "),
        "nbib" => text.Split("\r\n").Count(l => l.StartsWith("PMID- ", StringComparison.Ordinal)),
        "bibtex" => text.Split('\n').Count(l => l.StartsWith('@')),
        "csl" => JsonNode.Parse(text)!.AsArray().Count, // non-null: a list
        _ => text.Split("\r\n").Length - 2,
    };
}
