using System.IO.Compression;
using System.Text;
using Monitor.Documents;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Recorded and synthetic inputs of this folder's tests.</summary>
internal static class PubMedFile
{
    /// <summary>A recorded file, decompressed; skips the test where the recordings are not there.</summary>
    public static byte[] Recorded(string name)
    {
        using var file = File.OpenRead(Shared.File("samples/pubmed/" + name));
        using var plain = new MemoryStream();
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            gzip.CopyTo(plain);
        }
        else
        {
            file.CopyTo(plain);
        }

        return plain.ToArray();
    }

    /// <summary>A fixture written by us.</summary>
    public static byte[] Synthetic(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sources", "PubMed", "Data", name));

    public static List<PubMedItem> Read(byte[] content) => [.. PubMedXml.Read(new MemoryStream(content), "hash")];

    public static List<PubMedItem> Read(string content) => Read(Encoding.UTF8.GetBytes(content));

    public static IEnumerable<Article> Articles(this IEnumerable<PubMedItem> items) => items.OfType<PubMedRead>().Select(item => (Article)item.Record.Document);

    /// <summary>One record of a recorded file.</summary>
    public static Article Article(string file, string pmid) => Read(Recorded(file)).Articles().Single(a => a.Pmid == pmid);
}
