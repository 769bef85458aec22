using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Benchmarks;

/// <summary>A PubmedArticleSet as long as asked: the recorded samples over and over, each time with a PMID and DOI of its own.</summary>
internal static partial class SampleSet
{
    private const string Head = """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
        <PubmedArticleSet>

        """;

    /// <summary>Writes the file and returns the length of its XML; null when no sample is to be had.</summary>
    public static long? Write(string path, int records)
    {
        var samples = Samples();
        if (samples.Count == 0) return null;
        long length = 0;
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Optimal), new UTF8Encoding(false), 1 << 16);
        Put(Head);
        for (var i = 0; i < records; i++) Put(Fresh(samples[i % samples.Count], i) + "\n");
        Put("</PubmedArticleSet>\n");
        return length;

        void Put(string text)
        {
            length += Encoding.UTF8.GetByteCount(text);
            writer.Write(text);
        }
    }

    private static string Fresh(string record, int i)
    {
        var number = i.ToString(CultureInfo.InvariantCulture);
        record = Pmid().Replace(record, m => m.Groups["tag"].Value + (60_000_000 + i).ToString(CultureInfo.InvariantCulture), 1);
        return Doi().Replace(record, m => m.Groups["tag"].Value + "10.5555/bench." + number);
    }

    private static List<string> Samples()
    {
        var folder = Folder();
        if (folder is null) return [];
        return
        [
            .. Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f).StartsWith("efetch_", StringComparison.Ordinal) || Path.GetFileName(f).StartsWith("baseline_", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).SelectMany(file => Record().Matches(Text(file)).Select(m => m.Value)),
        ];
    }

    private static string Text(string file)
    {
        using var raw = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_SHARED") is { Length: > 0 } named) return Existing(Path.Combine(named, "samples", "pubmed"));
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", "samples", "pubmed")) is { } found) return found;
        }

        return null;
    }

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;

    [GeneratedRegex("<(?<name>PubmedArticle|PubmedBookArticle)[ >].*?</\\k<name>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Record();

    [GeneratedRegex("(?<tag><PMID[^>]*>)[0-9]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Pmid();

    [GeneratedRegex("(?<tag><(ArticleId IdType=\"doi\"|ELocationID EIdType=\"doi\")[^>]*>)[^<]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Doi();
}
