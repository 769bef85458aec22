using System.IO.Compression;
using Monitor.Sources;
using Monitor.Sources.PubMed;

namespace Monitor.Polling;

/// <summary>One thing that a file holds.</summary>
/// <param name="Candidate">Of a record: which watches it satisfies.</param>
internal readonly record struct ImportItem(PubMedItem Item, Candidate? Candidate);

/// <summary>What is stored of a file in one transaction.</summary>
/// <param name="Error">Why nothing more of the file could be read.</param>
internal sealed record ImportPortion(IReadOnlyList<ImportItem> Items, string? Error);

/// <summary>Cuts a file of PubMed into portions; one that breaks in the middle yields what stood before the break, then the error.</summary>
internal static class ImportPortions
{
    private const int Size = 64;

    /// <param name="raw">Plain or gzip.</param>
    /// <param name="skip">Items that an earlier run has stored.</param>
    /// <param name="match">Asks the watches; called by several threads at once.</param>
    public static IEnumerable<ImportPortion> Of(FileStream raw, int skip, Func<PubMedItem, ImportItem> match)
    {
        using var stream = Decompressed(raw);
        using var reader = PubMedXml.Read(stream, Environment.ProcessorCount, match).Skip(skip).GetEnumerator();
        var items = new List<ImportItem>(Size);
        while (true)
        {
            string? error = null;
            var more = false;
            try
            {
                more = reader.MoveNext();
            }
            catch (Exception ex) when (ex is SourceException or InvalidDataException or IOException)
            {
                error = ex.Message;
            }

            // A deletion meets what stood before it in the same file already stored.
            if (more && items.Count > 0 && reader.Current.Item is PubMedDeleted != items[^1].Item is PubMedDeleted)
            {
                yield return new ImportPortion(items, null);
                items = new List<ImportItem>(Size);
            }

            if (more) items.Add(reader.Current);
            if (error is not null || !more || items.Count == Size)
            {
                if (items.Count > 0 || error is not null) yield return new ImportPortion(items, error);
                items = new List<ImportItem>(Size);
            }

            if (error is not null || !more) yield break;
        }
    }

    private static Stream Decompressed(FileStream raw)
    {
        var gzip = raw.ReadByte() == 0x1f && raw.ReadByte() == 0x8b;
        raw.Position = 0;
        return gzip ? new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true) : raw;
    }
}
