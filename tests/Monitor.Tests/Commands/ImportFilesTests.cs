using System.Security.Cryptography;
using System.Text;
using Monitor.Polling;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>Baseline and update files: their order, their sums, and where an import goes on.</summary>
public sealed class ImportFilesTests
{
    private const string Sum = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Numbered_files_come_in_the_order_of_year_and_number_and_others_keep_their_place() =>
        ImportFiles.InOrder(["b/pubmed26n1335.xml.gz", "efetch.xml", "a/pubmed26n0002.xml.gz", "pubmed25n1400.xml", "baseline_pubmed21n0001.xml.gz"])
            .ShouldBe(["pubmed25n1400.xml", "efetch.xml", "a/pubmed26n0002.xml.gz", "b/pubmed26n1335.xml.gz", "baseline_pubmed21n0001.xml.gz"]);

    [Theory]
    [InlineData("MD5(pubmed26n0001.xml.gz)= " + Sum, Sum)]
    [InlineData("MD5 (pubmed26n0001.xml.gz) = 0123456789ABCDEF0123456789ABCDEF", Sum)]
    [InlineData(Sum, Sum)]
    [InlineData(Sum + "  pubmed26n0001.xml.gz", Sum)]
    [InlineData(Sum + " *pubmed26n0001.xml.gz", Sum)]
    [InlineData("<html>404</html>", null)]
    [InlineData("0123456789abcdef", null)]
    [InlineData("", null)]
    public void A_sum_is_read_in_the_forms_it_is_published_in(string text, string? sum) => ImportFiles.Stated(text).ShouldBe(sum);

    [Fact]
    public async Task Later_numbers_replace_earlier_ones_however_the_files_are_given()
    {
        using var folder = new MonitorFolder();
        folder.Write("pubmed26n0001.xml", ImportSet.Of(ImportSet.Record(1, "Old title", 1)));
        folder.Write("pubmed26n0002.xml", ImportSet.Of(ImportSet.Record(1, "New title", 2), ImportSet.Record(1, "Newest title", 2)));
        var ended = await folder.RunAsync("import", "--all", "pubmed26n0002.xml", "pubmed26n0001.xml");
        ended.Exit.ShouldBe(0, ended.ToString());
        ended.Error.ShouldContain("order of their numbers");
        folder.Count("SELECT count(*) FROM mt_doc_article WHERE data LIKE '%Newest title%'").ShouldBe(1);
        (await folder.RunAsync("import", "--all", "--again", "pubmed26n0001.xml")).Exit.ShouldBe(0);
        folder.Count("SELECT count(*) FROM mt_doc_article WHERE data LIKE '%Newest title%'").ShouldBe(1, "an older revision does not undo a newer one");
    }

    [Fact]
    public async Task A_file_whose_sum_is_wrong_is_refused_and_the_others_are_read()
    {
        using var folder = new MonitorFolder();
        var good = ImportSet.Of(ImportSet.Record(1, "Good", 1));
        folder.Write("good.xml", good);
#pragma warning disable CA5351 // what PubMed publishes
        folder.Write("good.xml.md5", $"MD5(good.xml)= {Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(good)))}\n");
#pragma warning restore CA5351
        folder.Write("bad.xml", ImportSet.Of(ImportSet.Record(2, "Bad", 1)));
        folder.Write("bad.xml.md5", Sum);
        folder.Write("page.xml", ImportSet.Of(ImportSet.Record(3, "Page", 1)));
        folder.Write("page.xml.md5", "<html>404</html>");
        var ended = await folder.RunAsync("import", "--all", "--json", "bad.xml", "page.xml", "good.xml");
        ended.Exit.ShouldBe(1, ended.ToString());
        var files = MonitorFolder.Json(ended)["files"]!.AsArray().ToDictionary(f => (string)f!["file"]!);
        ((string?)files["bad.xml"]!["error"]).ShouldNotBeNull().ShouldContain(Sum);
        ((string?)files["page.xml"]!["error"]).ShouldNotBeNull().ShouldContain("holds no MD5 sum");
        files["good.xml"]!["error"].ShouldBeNull();
        folder.Count("SELECT count(*) FROM hit_index").ShouldBe(1);
    }

    [Fact]
    public async Task A_file_read_to_its_end_is_skipped_until_it_or_what_is_kept_of_it_changes()
    {
        using var folder = new MonitorFolder();
        folder.Write("f.xml", ImportSet.Of(ImportSet.Record(1, "One", 1)));
        await folder.RunAsync("import", "f.xml");
        (await folder.RunAsync("import", "f.xml")).Out.ShouldContain("read before (1 records");
        folder.Count("SELECT count(*) FROM hit_index").ShouldBe(0);
        (await folder.RunAsync("import", "--all", "f.xml")).Out.ShouldContain("1 new");
        folder.Write("f.xml", ImportSet.Of(ImportSet.Record(1, "One", 1), ImportSet.Record(2, "Two", 1)));
        (await folder.RunAsync("import", "--all", "f.xml")).Out.ShouldContain("1 new, 0 changed, 1 known");
    }

    [Fact]
    public async Task An_import_that_is_killed_goes_on_where_it_was()
    {
        const int Records = 6_000;
        using var folder = new MonitorFolder();
        // The first record comes once more in the middle: what was stored after it must not be stored before it again.
        var records = Enumerable.Range(1, Records).Select(i => ImportSet.Record(i, $"Title {i}", 1)).ToList();
        records.Insert(400, ImportSet.Record(1, "Title that came later", 1));
        folder.Write("a.xml", ImportSet.Of([.. records]));
        folder.Write("b.xml", ImportSet.Of(ImportSet.Record(Records + 1, "Last", 1)));
        var killed = await MonitorProcess.RunAsync(folder.Path, null, (pid, stop) => KillAsync(folder, pid, stop), "import", "--all", "--json", "a.xml", "b.xml");
        killed.Exit.ShouldNotBe(0, "it was killed in the middle");
        var stored = folder.Count("SELECT count(*) FROM hit_index");
        stored.ShouldBeInRange(750, Records - 1);

        var ended = await folder.RunAsync("import", "--all", "--json", "a.xml", "b.xml");
        ended.Exit.ShouldBe(0, ended.ToString());
        var json = MonitorFolder.Json(ended);
        json["files"]!.AsArray().Select(f => (int)f!["records"]!).ShouldBe([Records + 1, 1]);
        json["polls"]!.AsArray().Sum(p => (int)p!["new"]!).ShouldBe((int)(Records + 1 - stored), "nothing is read twice");
        folder.Count("SELECT count(*) FROM hit_index").ShouldBe(Records + 1);
        folder.Count("SELECT count(*) FROM revision WHERE type = 'new'").ShouldBe(Records + 1);
        folder.Count("SELECT count(*) FROM revision WHERE type <> 'new'").ShouldBeLessThanOrEqualTo(1, "the record that came twice changed once");
        folder.Count("SELECT count(*) FROM mt_doc_article WHERE data LIKE '%Title that came later%'").ShouldBe(1);
        folder.Count("SELECT sum(new) FROM poll").ShouldBe(Records + 1);
    }

    private static async Task KillAsync(MonitorFolder folder, int pid, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (Stored(folder) >= 750)
            {
                using var process = System.Diagnostics.Process.GetProcessById(pid);
                process.Kill();
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static long Stored(MonitorFolder folder)
    {
        try
        {
            return folder.Count("SELECT count(*) FROM hit_index");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return 0; // no store yet
        }
    }
}
