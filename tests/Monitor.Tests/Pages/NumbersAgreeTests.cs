using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitor.Commands.Demo;
using Monitor.Polling;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

/// <summary>
/// Every number that a person sees counts reports: a paper is one, a regulatory event is one, a trial is one. What is counted in records
/// says so. The pages, the API, the files and the mails of weeks are read and compared with each other.
/// </summary>
[OnOneStore("about what is counted; the contracts of the store hold both engines")]
public sealed partial class NumbersAgreeTests(PlayedMonth month) : IClassFixture<PlayedMonth>
{
    [Fact]
    public async Task The_overview_the_hits_and_the_api_count_the_same_reports()
    {
        var records = await RecordsAsync("");
        var reports = records.Select(ReportOf).Distinct().Count();
        reports.ShouldBeLessThan(records.Count, "papers in several databases and recalls of several products were played");
        var list = await JsonAsync("/api/hits?size=1");
        ((int)list["total"]!, (int)list["records"]!).ShouldBe((reports, records.Count));
        var said = $"<strong>{Number(reports)}</strong> reports in {Number(records.Count)} records";
        (await PageAsync("/")).ShouldContain(said);
        (await PageAsync("/hits")).ShouldContain(said);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind=article")]
    [InlineData("kind=notice")]
    [InlineData("kind=trial")]
    [InlineData("source=pubmed")]
    [InlineData("source=crossref")]
    [InlineData("source=openfda-enforcement")]
    [InlineData("watch=exosomes-hair-loss")]
    [InlineData("watch=exosome-safety")]
    [InlineData("design=rct")]
    [InlineData("q=exosome*")]
    [InlineData("q=exosome*&kind=notice&watch=exosome-safety")]
    [InlineData("since=2026-01-12")]
    [InlineData("until=2026-01-12&kind=article")]
    public async Task Each_filter_of_the_hits_lists_as_many_reports_as_it_counts(string filter)
    {
        var records = await RecordsAsync(filter);
        if (filter.StartsWith("since=", StringComparison.Ordinal))
        {
            // A paper that another database shows later was seen before.
            var old = (await RecordsAsync(filter.Replace("since", "until", StringComparison.Ordinal))).Select(ReportOf).ToHashSet();
            records.RemoveAll(r => old.Contains(ReportOf(r))).ShouldBeGreaterThan(0);
        }

        records.ShouldNotBeEmpty();
        var ids = new List<string>();
        var (total, counted) = (0, 0);
        for (var page = 1; page == 1 || ids.Count < total; page++)
        {
            var list = await JsonAsync($"/api/hits?size=50&page={page}&{filter}");
            var items = list["items"]!.AsArray();
            (total, counted) = ((int)list["total"]!, (int)list["records"]!);
            if (items.Count == 0) break;
            ids.AddRange(items.Select(i => ReportOf(i!)));
        }

        ids.Distinct().Count().ShouldBe(total, "each report stands on one page only");
        ids.Count.ShouldBe(total);
        ids.ShouldBe(records.Select(ReportOf).Distinct(), ignoreOrder: true);
        counted.ShouldBe(records.Count);
        (await PageAsync($"/hits?{filter}")).ShouldContain($"<strong>{Number(total)}</strong> report");
        JsonNode.Parse(await month.Http.GetStringAsync($"/api/export?format=csl&{filter}"))!.AsArray().Count.ShouldBe(total);
        using var file = await month.Http.GetAsync($"/api/export?format=ris&{filter}");
        file.Content.Headers.ContentDisposition!.FileName!.ShouldContain($"-{total}.");
        Ends().Count(await file.Content.ReadAsStringAsync()).ShouldBe(total);
    }

    [Theory]
    [InlineData("2026-01-08")]
    [InlineData("2026-01-12")]
    [InlineData("2026-01-19")]
    public async Task What_was_first_seen_before_a_day_and_since_it_is_all(string day)
    {
        async Task<int> Total(string filter) => (int)(await JsonAsync($"/api/hits?size=1&{filter}"))["total"]!;
        (await Total($"until={day}") + await Total($"since={day}")).ShouldBe(await Total(""));
        (await Total("kind=article") + await Total("kind=trial") + await Total("kind=notice")).ShouldBe(await Total(""));
    }

    [Fact]
    public async Task The_plot_counts_each_report_once_and_what_was_there_before_not_at_all()
    {
        var html = await PageAsync("/");
        var drawn = Drawn().Matches(html).ToDictionary(m => m.Groups["name"].Value, m => int.Parse(m.Groups["total"].Value, CultureInfo.InvariantCulture));
        var quiet = int.Parse(Quiet().Match(html).Groups["n"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var total = (int)(await JsonAsync("/api/hits?size=1"))["total"]!;
        (drawn["Papers"] + drawn["Trials"] + drawn["Regulatory events"] + quiet).ShouldBe(total);
        foreach (var (name, kind) in new[] { ("Papers", "article"), ("Trials", "trial"), ("Regulatory events", "notice") })
        {
            drawn[name].ShouldBeInRange(1, (int)(await JsonAsync($"/api/hits?size=1&kind={kind}"))["total"]!, name);
        }
    }

    [Fact]
    public async Task The_overview_has_one_row_for_a_paper_and_one_for_a_regulatory_event()
    {
        var html = await PageAsync("/");
        var rows = Rows().Matches(Part(html, "id=\"news\"", "</section>")).Select(m => Uri.UnescapeDataString(System.Net.WebUtility.HtmlDecode(m.Groups["id"].Value))).ToList();
        rows.Count.ShouldBe(12);
        var reports = (await RecordsAsync("")).ToDictionary(r => (string)r["id"]!, ReportOf);
        rows.Select(r => reports[r]).ShouldBeUnique();
        // All that is news, so that one event in many notices is among it.
        var latest = await month.Play.App.Services.GetRequiredService<CountsTable>().LatestAsync(month.Play.World.Options.Start, 10_000, default);
        latest.Select(l => l.Report).ShouldBeUnique();
        latest.ShouldContain(l => reports.Values.Count(r => r == reports[l.HitId]) > 2);
    }

    [Fact]
    public async Task A_digest_counts_its_own_items_in_its_first_sentence_its_headings_its_foot_and_on_its_page()
    {
        var digests = (await month.MessagesAsync()).Where(m => m.Kind == "digest").ToList();
        var several = 0;
        foreach (var digest in digests)
        {
            var text = string.Join(' ', SeenText.Words(digest.Text));
            if (Told().Match(text) is not { Success: true } told)
            {
                ((int)(await JsonAsync($"/api/messages/{digest.Id}"))["reports"]!).ShouldBe(0, digest.Text);
                continue;
            }

            var reports = int.Parse(told.Groups["n"].Value, CultureInfo.InvariantCulture);
            several += reports > 1 ? 1 : 0;
            Counted().Matches(Lead(text)).Sum(c => int.Parse(c.Groups["n"].Value, CultureInfo.InvariantCulture)).ShouldBe(reports, Lead(text));
            var shown = Headings().Matches(digest.Text).Sum(h => int.Parse(h.Groups["n"].Value, CultureInfo.InvariantCulture));
            if (!digest.Text.Contains("\nAND ", StringComparison.Ordinal)) shown.ShouldBe(reports, digest.Text);
            else shown.ShouldBeLessThanOrEqualTo(reports);
            var items = Numbered().Count(Part(digest.Text, "\n\n", "\nLOOKED")) + Briefs().Count(Part(digest.Text, "NEW IN ANIMALS OR CELLS", "\n\n"));
            var rest = Rest().Match(digest.Text) is { Success: true } more ? int.Parse(more.Groups["n"].Value, CultureInfo.InvariantCulture) : 0;
            (items + rest).ShouldBe(reports, digest.Text);
            // Two papers may turn out to be one afterwards: the page shows what is known now.
            var page = (int)(await JsonAsync($"/api/messages/{digest.Id}"))["reports"]!;
            page.ShouldBeInRange(1, reports);
            SeenText.Of(await PageAsync($"/messages/{digest.Id}")).ShouldContain($"All that it tells ({page} report");
            text.ShouldContain(" read = ");
        }

        several.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task What_was_stored_silently_is_announced_in_reports_and_in_records()
    {
        var first = (await month.MessagesAsync()).First(m => m is { Kind: "digest", Recipient: "derm" } && m.Text.Contains("NOW WATCHING", StringComparison.Ordinal));
        var line = Started().Match(string.Join(' ', SeenText.Words(first.Text)));
        line.Success.ShouldBeTrue(first.Text);
        int Of(string name) => int.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture);
        Of("reports").ShouldBeLessThan(Of("records"));
        line.Groups["parts"].Value.Split(", ").Sum(p => int.Parse(p.Split(' ')[^1], CultureInfo.InvariantCulture)).ShouldBe(Of("records"));
        (await RecordsAsync($"watch=exosomes-hair-loss&until={Uri.EscapeDataString(first.Created.ToString("O", CultureInfo.InvariantCulture))}")).Count.ShouldBeGreaterThanOrEqualTo(Of("records"), "news may have come before the first digest");
    }

    [Fact]
    public void Other_readers_are_owed_what_their_watches_bring_and_nothing_else_is_called_expected()
    {
        var truth = month.Truth;
        truth.Missing.ShouldBeEmpty();
        truth.Duplicated.ShouldBeEmpty();
        truth.Delivered.ShouldBe(truth.Expected - truth.Missing.Count + truth.Unlabelled.Count);
        truth.Expected.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task What_is_told_twice_or_without_a_label_is_counted_as_such()
    {
        var services = month.Play.App.Services;
        var told = await services.GetRequiredService<MessageTable>().ToldAsync(default);
        DemoTruth Of(IEnumerable<ToldRow> rows) => DemoTruth.Of(
            month.Play.World, month.Play.World.Options.Start, services.GetRequiredService<Subscribers>(), [.. rows], outbox: null, month.Ledger, [], []);
        var once = told.First(t => t is { Type: "new", Recipient: "derm" });
        var twice = Of(told.Append(once));
        twice.Duplicated.Count.ShouldBe(1);
        twice.Delivered.ShouldBe(month.Truth.Delivered, "a pair is one, however often it was told");
        // A reader who does not follow the notices is told of one.
        var followed = told.Where(t => t.Recipient == "derm").Select(t => t.HitId).ToHashSet(StringComparer.Ordinal);
        var foreign = told.First(t => t is { Type: "new", Recipient: "officer" } && t.HitId.StartsWith("fda-", StringComparison.Ordinal)
            && !followed.Contains(t.HitId)) with
        {
            Recipient = "derm",
        };
        var more = Of(told.Append(foreign));
        more.Unlabelled.Except(month.Truth.Unlabelled).ShouldHaveSingleItem().ShouldStartWith("derm ");
        more.Expected.ShouldBe(month.Truth.Expected);
        more.Delivered.ShouldBe(month.Truth.Delivered + 1);
    }

    private static string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);

    private static string ReportOf(JsonNode hit) => (string?)hit["reportId"] ?? (string?)hit["regulatoryEvent"]?["id"] ?? (string)hit["id"]!; // non-null: every hit has an id

    /// <summary>Every record that passes.</summary>
    private async Task<List<JsonNode>> RecordsAsync(string filter)
    {
        var all = new List<JsonNode>();
        for (var page = 1; ; page++)
        {
            var list = await JsonAsync($"/api/hits?by=record&size=200&page={page}&{filter}");
            all.AddRange(list["items"]!.AsArray().Select(i => i!));
            ((int)list["total"]!).ShouldBe((int)list["records"]!);
            if (all.Count >= (int)list["total"]!) return all;
        }
    }

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await month.Http.GetStringAsync(path))!; // non-null: the API answers no bare null

    private Task<string> PageAsync(string path) => month.Http.GetStringAsync(path);

    private static string Lead(string text) => LeadText().Match(text).Value;

    private static string Part(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        if (start < 0) return "";
        var end = text.IndexOf(to, start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    [GeneratedRegex("<p class=\"label\"><strong>(?<name>[^<]+)</strong> <span class=\"small\">(?<total>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Drawn();

    [GeneratedRegex("; (?<n>[0-9,]+) of them were there before", RegexOptions.ExplicitCapture)]
    private static partial Regex Quiet();

    [GeneratedRegex("<li>.*?href=\"/hits/(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("This mail tells (?<n>[0-9]+) reports?:", RegexOptions.ExplicitCapture)]
    private static partial Regex Told();

    [GeneratedRegex("^.*? since [0-9]+ [A-Z][a-z][a-z]\\.")]
    private static partial Regex LeadText();

    [GeneratedRegex("(?<=^|[,.] )(?<n>[0-9]+) (?!reports? you)", RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();

    [GeneratedRegex("^[A-Z][A-Z, ]+ \\((?<n>[0-9]+)\\)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("^[0-9]{1,3} +\\S", RegexOptions.Multiline)]
    private static partial Regex Numbered();

    [GeneratedRegex("^  \\S", RegexOptions.Multiline)]
    private static partial Regex Briefs();

    [GeneratedRegex("^AND (?<n>[0-9]+) MORE", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Rest();

    [GeneratedRegex("exosomes-hair-loss: (?<reports>[0-9]+) reports in (?<records>[0-9]+) records stored silently[^(]*\\(records: (?<parts>[^)]+)\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Started();

    [GeneratedRegex("^ER  -", RegexOptions.Multiline)]
    private static partial Regex Ends();
}
