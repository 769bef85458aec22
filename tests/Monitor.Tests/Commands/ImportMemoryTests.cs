using System.Globalization;
using System.IO.Compression;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>Memory of an import is that of a batch, not of the file: read from outside, where the system keeps it.</summary>
public sealed class ImportMemoryTests(ITestOutputHelper output)
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task Five_times_the_records_take_no_more_memory_and_both_less_than_120_MB()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "VmHWM stands in /proc");
        var small = await PeakAsync(3_000);
        var large = await PeakAsync(15_000);
        output.WriteLine($"peak of 3,000 records: {small / Megabyte} MB; of 15,000: {large / Megabyte} MB");
        (large - small).ShouldBeLessThan(30 * Megabyte, $"3,000 records: {small / Megabyte} MB, 15,000: {large / Megabyte} MB");
        large.ShouldBeLessThan(120 * Megabyte);
    }

    private static async Task<long> PeakAsync(int records)
    {
        using var folder = new MonitorFolder();
        Generate(Path.Combine(folder.Path, "f.xml.gz"), records);
        long peak = 0;
        var ended = await MonitorProcess.RunAsync(folder.Path, null, async (pid, stop) =>
        {
            // The mark only rises: the last reading before the end is the peak.
            while (!stop.IsCancellationRequested && HighWater(pid) is { } now)
            {
                peak = Math.Max(peak, now);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }, "import", "--all", "--json", "f.xml.gz");
        ended.Exit.ShouldBe(0, ended.Error);
        folder.Count("SELECT count(*) FROM hit_index").ShouldBe(records);
        peak.ShouldBeGreaterThan(20 * Megabyte, "it was measured");
        return peak;
    }

    private static long? HighWater(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', '\t').First(p => p.Length > 0 && char.IsAsciiDigit(p[0])), CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Generate(string path, int records)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PubmedArticleSet>\n");
        for (var i = 1; i <= records; i++)
        {
            writer.Write($"<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">{50_000_000 + i}</PMID><Article PubModel=\"Print\">");
            writer.Write($"<Journal><JournalIssue><PubDate><Year>2025</Year></PubDate></JournalIssue><ISOAbbreviation>J Synth</ISOAbbreviation></Journal><ArticleTitle>Synthetic study {i} of vesicles in follicle {i % 97}</ArticleTitle><Abstract><AbstractText>");
            for (var word = 0; word < 180; word++) writer.Write($"word{(i * 31 + word * 17) % 5000} ");
            writer.Write("</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n");
        }

        writer.Write("</PubmedArticleSet>\n");
    }
}
