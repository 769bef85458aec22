using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using Monitor.Documents;
using Monitor.Sources.PubMed;

namespace Monitor.Benchmarks;

/// <summary>
/// A PubMed file of 30,000 records read into articles with all fields, beside inflating it, walking it with the
/// framework's XML reader, and EDirect's <c>xtract</c>; in turn, so that whatever else the machine does meets all.
/// </summary>
internal static class ImportBenchmark
{
    private sealed record Line(string Work, double Seconds, double CpuSeconds, double Ratio, long Count, long Checksum);

    private sealed record Work(string Name, Func<Task<(long Count, long Checksum)>> Do);

    public static async Task<int> RunAsync(string[] args)
    {
        var (records, rounds) = (Number(args, "--records", 30_000), Number(args, "--rounds", 5));
        var path = Path.Combine(Path.GetTempPath(), $"monitor-benchmark-{Environment.ProcessId}.xml.gz");
        try
        {
            if (SampleSet.Write(path, records) is not { } length)
            {
                Console.Error.WriteLine("The recorded samples are not here: MONITOR_SHARED names the folder that holds samples/pubmed.");
                return 1;
            }

            var lines = await MeasureAsync(Works(path), rounds);
            if (args.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(new { records, bytes = length, packed = new FileInfo(path).Length, rounds, lines }));
            else Print(records, length, new FileInfo(path).Length, rounds, lines);
            return lines.Single(l => l.Work.StartsWith("articles", StringComparison.Ordinal)).Count == records ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<Work> Works(string path)
    {
        List<Work> works =
        [
            new("inflate alone, one thread", () => Task.FromResult(Inflate(path))),
            new("articles with all fields", () => Task.FromResult(Articles(path, Environment.ProcessorCount))),
            new("the same on one thread", () => Task.FromResult(Articles(path, 1))),
            new("XmlReader over the gz, no fields", () => Task.FromResult(Walk(path))),
        ];
        if (Installed("xtract")) works.Add(new("EDirect: gunzip | xtract, five fields", () => XtractAsync(path)));
        else Console.Error.WriteLine("xtract is not installed (Debian: ncbi-entrez-direct): EDirect is left out.");
        return works;
    }

    /// <summary>One round to warm up, then the medians; ratios are medians of the ratios within a round.</summary>
    private static async Task<List<Line>> MeasureAsync(List<Work> works, int rounds)
    {
        var times = works.ConvertAll(_ => new List<(double Wall, double Cpu)>());
        var said = new (long Count, long Checksum)[works.Count];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < works.Count; i++)
            {
                GC.Collect();
                using var self = Process.GetCurrentProcess();
                var before = self.TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                said[i] = await works[i].Do();
                var wall = watch.Elapsed.TotalSeconds;
                self.Refresh();
                if (round > 0) times[i].Add((wall, (self.TotalProcessorTime - before).TotalSeconds));
            }
        }

        return
        [
            .. works.Select((w, i) => new Line(w.Name, Median(times[i].Select(t => t.Wall)), Median(times[i].Select(t => t.Cpu)),
                Median(times[i].Select((t, round) => t.Wall / times[0][round].Wall)), said[i].Count, said[i].Checksum)),
        ];
    }

    private static void Print(int records, long bytes, long packed, int rounds, List<Line> lines)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{records} records, {bytes / 1e6:0} MB of XML in {packed / 1e6:0} MB; {Environment.ProcessorCount} cores; median of {rounds}, warm"));
        foreach (var l in lines)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{l.Work,-38} {l.Seconds,6:0.00} s  {l.CpuSeconds,6:0.00} s of processor  {l.Ratio,6:0.00} × inflating   read {l.Count}, checksum {l.Checksum:x}"));
        }
    }

    private static GZipStream Open(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), CompressionMode.Decompress);

    private static (long Count, long Checksum) Inflate(string path)
    {
        using var stream = Open(path);
        var buffer = new byte[1 << 18];
        long count = 0;
        for (int read; (read = stream.Read(buffer)) > 0;) count += read;
        return (count, count);
    }

    private static (long Count, long Checksum) Walk(string path)
    {
        using var stream = Open(path);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        long count = 0;
        while (reader.Read()) count++;
        return (count, count);
    }

    private static (long Count, long Checksum) Articles(string path, int workers)
    {
        using var stream = Open(path);
        long count = 0;
        long sum = 0;
        var items = workers == 1 ? PubMedXml.Read(stream) : PubMedXml.Read(stream, workers, item => item);
        foreach (var article in items.OfType<PubMedRead>().Select(r => (Article)r.Record.Document))
        {
            count++;
            sum = sum * 31 + Characters(article);
        }

        return (count, sum);
    }

    /// <summary>A number that any field changes, so that none can be left out.</summary>
    private static long Characters(Article a) =>
        a.Title.Length + (a.Abstract?.Length ?? 0) + (a.Journal?.Length ?? 0) + (a.Doi?.Length ?? 0) + (a.Pmcid?.Length ?? 0) + (a.Pages?.Length ?? 0) + (a.Volume?.Length ?? 0)
        + (a.Issue?.Length ?? 0) + (a.VernacularTitle?.Length ?? 0) + (a.Book?.Length ?? 0) + (a.RecordStatus?.Length ?? 0) + (a.PmidVersion ?? 0)
        + a.Authors.Sum(x => x.Name.Length + (x.Orcid?.Length ?? 0)) + a.Languages.Sum(x => x.Length) + a.PublicationTypes.Sum(x => x.Length) + a.MeshTerms.Sum(x => x.Length)
        + a.Keywords.Sum(x => x.Length) + a.Registrations.Sum(x => x.Length) + a.OtherAbstracts.Sum(x => x.Length)
        + a.Corrections.Sum(c => c.Type.Length + (c.Pmid?.Length ?? 0) + (c.Source?.Length ?? 0))
        + (a.Published?.Year ?? 0) + (a.Entered?.Day ?? 0) + (a.Revised?.Month ?? 0) + long.Parse(a.ExternalId, CultureInfo.InvariantCulture);

    private static async Task<(long Count, long Checksum)> XtractAsync(string path)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("gunzip -c \"$0\" | xtract -mixed -pattern PubmedArticle -element MedlineCitation/PMID ArticleTitle AbstractText LastName ISOAbbreviation 2>/dev/null");
        start.ArgumentList.Add(path);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh was not started");
        long count = 0;
        long length = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            count++;
            length += line.Length;
        }

        await process.WaitForExitAsync();
        return (count, length);
    }

    private static bool Installed(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static int Number(string[] args, string option, int otherwise) =>
        Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : otherwise;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
