using System.Globalization;
using System.IO.Compression;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

public sealed class ImportVerbTests
{
    private static string Synthetic(string name) => Path.Combine(AppContext.BaseDirectory, "Sources", "PubMed", "Data", name);

    [Fact]
    public async Task Every_recorded_file_is_stored_and_found_and_all_is_known_the_second_time()
    {
        var rows = File.ReadAllLines(Shared.File("samples/INDEX.tsv")).Select(line => line.Split('\t'))
            .Where(row => row[0].StartsWith("pubmed/baseline_", StringComparison.Ordinal) || row[0].StartsWith("pubmed/efetch_", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBeGreaterThan(30);
        using var folder = new MonitorFolder();
        string[] arguments = ["import", "--all", "--json", .. rows.Select(row => Shared.File("samples/" + row[0]))];
        var ended = await folder.RunAsync(arguments);
        ended.Exit.ShouldBe(0, ended.Error);
        var json = MonitorFolder.Json(ended);
        json["files"]!.AsArray().Select(f => $"{Path.GetFileName((string)f!["file"]!)} {(int)f["records"]!}").ShouldBe(rows.Select(row => $"{Path.GetFileName(row[0])} {row[7]}"));
        json["files"]!.AsArray().ShouldAllBe(f => f!["error"] == null && (int)f["quarantined"]! == 0);
        foreach (var p in json["polls"]!.AsArray()) new[] { "new", "changed", "known", "duplicates", "unmatched", "quarantined" }.Sum(n => (int)p![n]!).ShouldBe((int)p!["retrieved"]!);

        folder.Count("SELECT count(*) FROM due").ShouldBe(0, "an import is silent");
        var skipped = MonitorFolder.Json(await folder.RunAsync(arguments));
        skipped["polls"]!.AsArray().ShouldBeEmpty();
        skipped["files"]!.AsArray().Select(f => ((bool)f!["skipped"]!, (int)f["records"]!)).ShouldBe(rows.Select(row => (true, int.Parse(row[7], CultureInfo.InvariantCulture))));
        var again = MonitorFolder.Json(await folder.RunAsync([.. arguments, "--again"]));
        again["polls"]!.AsArray().Count.ShouldBe(json["polls"]!.AsArray().Count);
        again["polls"]!.AsArray().Sum(p => (int)p!["new"]!).ShouldBe(0);
        folder.Count("SELECT count(*) FROM hit_index").ShouldBe(json["polls"]!.AsArray().Sum(p => (int)p!["new"]!));

        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options: [("Store:Provider", "Sqlite"), ("Store:ConnectionString", folder.Database)]);
        (await app.IdsAsync("/api/hits?q=37693885")).ShouldContain("pubmed:37693885");
        (await app.IdsAsync("/api/hits?q=nanovesicles+plant-derived")).ShouldContain("pubmed:37693885");
        foreach (var pmid in new[] { "22663011", "29768149", "11618220", "32051057", "36987902", "28356292" })
        {
            (await app.IdsAsync($"/api/hits?q=pmid:{pmid}")).ShouldContain($"pubmed:{pmid}");
            var hit = await app.JsonAsync($"/api/hits/pubmed:{pmid}");
            var words = string.Join('+', ((string)hit["title"]!).Split(' ').Where(w => w.All(char.IsAsciiLetter)).Take(6));
            (await app.IdsAsync($"/api/hits?size=200&q={words}")).ShouldContain($"pubmed:{pmid}", words);
            if ((string?)hit["doi"] is { } doi) (await app.IdsAsync($"/api/hits?q={Uri.EscapeDataString(doi)}")).ShouldContain($"pubmed:{pmid}");
        }
    }

    [Fact]
    public async Task A_deletion_is_a_revision_and_an_unreadable_record_is_kept()
    {
        using var folder = new MonitorFolder();
        folder.Write("first.xml", Set(Record(90000007, "Exosomes and hair loss"), Record(90000009, "Other")));
        var first = MonitorFolder.Json(await folder.RunAsync("import", "--all", "--json", "first.xml"));
        ((int)first["polls"]![0]!["new"]!).ShouldBe(2);
        var ended = await folder.RunAsync("import", "--all", "--json", Synthetic("update_file.xml"));
        ended.Exit.ShouldBe(0, ended.ToString());
        var file = MonitorFolder.Json(ended)["files"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)file["deleted"]!).ShouldBe(2);
        ((int)file["quarantined"]!).ShouldBeGreaterThan(0);
        folder.Count("SELECT count(*) FROM revision WHERE hit_id = 'pubmed:90000007' AND type = 'deleted'").ShouldBe(1);
        folder.Count("SELECT count(*) FROM revision WHERE type = 'deleted'").ShouldBe(1, "what was never stored is not deleted");
    }

    [Fact]
    public async Task A_record_that_its_own_file_deletes_is_deleted()
    {
        using var folder = new MonitorFolder();
        folder.Write("f.xml", Set(Record(1, "Exosomes and hair loss")).Replace("</PubmedArticleSet>", "<DeleteCitation><PMID Version=\"1\">1</PMID></DeleteCitation></PubmedArticleSet>", StringComparison.Ordinal));
        (await folder.RunAsync("import", "--all", "f.xml")).Exit.ShouldBe(0);
        folder.Count("SELECT count(*) FROM revision WHERE type = 'deleted'").ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_breaks_off_leaves_what_stood_before_and_the_other_files_are_read()
    {
        using var folder = new MonitorFolder();
        var whole = Set([.. Enumerable.Range(1, 40).Select(i => Record(i, $"Title {i}"))]);
        folder.Write("torn.xml", whole[..(whole.Length / 2)]);
        var gz = Gzip(whole);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "torn.xml.gz"), gz[..(gz.Length / 2)], TestContext.Current.CancellationToken);
        folder.Write("page.html", "<!DOCTYPE html><html><body>Not found</body></html>");
        folder.Write("empty.xml", "");
        folder.Write("whole.xml", Set(Record(1000, "Whole")));
        var ended = await folder.RunAsync("import", "--all", "--json", "torn.xml", "torn.xml.gz", "page.html", "empty.xml", "missing.xml", "data", "whole.xml");
        ended.Exit.ShouldBe(1, ended.ToString());
        var files = MonitorFolder.Json(ended)["files"]!.AsArray().ToDictionary(f => (string)f!["file"]!);
        ((int)files["torn.xml"]!["records"]!).ShouldBeInRange(15, 20);
        foreach (var bad in new[] { "torn.xml", "torn.xml.gz", "page.html", "empty.xml", "missing.xml", "data" }) ((string?)files[bad]!["error"]).ShouldNotBeNullOrEmpty(bad);
        files["whole.xml"]!["error"].ShouldBeNull();
        folder.Count("SELECT count(*) FROM hit_index WHERE id = 'pubmed:1000'").ShouldBe(1);
        folder.Count("SELECT count(*) FROM hit_index").ShouldBeGreaterThanOrEqualTo((int)files["torn.xml"]!["records"]! + 1);
        var said = await folder.RunAsync("import", "--all", "missing.xml");
        said.Exit.ShouldBe(1);
        said.Out.ShouldContain("missing.xml");
    }

    [Fact]
    public async Task A_watch_keeps_what_it_matches_silently_and_one_digest_says_so_once()
    {
        using var folder = new MonitorFolder();
        folder.Write("f.xml", Set(Record(1, "Exosomes in hair loss"), Record(2, "Something else")));
        var json = MonitorFolder.Json(await folder.RunAsync("import", "--watch", "hair", "--json", "f.xml"));
        ((int)json["polls"]![0]!["new"]!).ShouldBe(1);
        ((int)json["polls"]![0]!["unmatched"]!).ShouldBe(1);
        folder.Count("SELECT count(*) FROM due").ShouldBe(0);
        var digest = MonitorFolder.Json(await folder.RunAsync("digest", "--json"))["messages"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)digest["text"]!).ShouldContain("import");
        ((string)digest["text"]!).ShouldNotContain("Exosomes in hair loss");
        MonitorFolder.Json(await folder.RunAsync("digest", "--json"))["messages"]!.AsArray().ShouldBeEmpty();
    }

    private static string Record(int pmid, string title) => $"""
        <PubmedArticle><MedlineCitation Status="Publisher" Owner="NLM"><PMID Version="1">{pmid}</PMID><Article PubModel="Print"><ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>
        """;

    private static string Set(params string[] records) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PubmedArticleSet>{string.Concat(records)}</PubmedArticleSet>";

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
