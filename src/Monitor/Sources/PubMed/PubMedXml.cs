namespace Monitor.Sources.PubMed;

/// <summary>
/// Reads a PubmedArticleSet (efetch answer, baseline or update file): memory is that of a few batches of records, however
/// long the set. No DTD is read and no entity resolved.
/// </summary>
internal static class PubMedXml
{
    /// <summary>
    /// The records in the order of the file. A record that cannot be read is yielded whole and does not stop the others;
    /// an element that is no known kind of record counts as one.
    /// </summary>
    /// <param name="stream">The XML, decompressed; stays open.</param>
    /// <param name="payload">Hash of the payload that the records come from.</param>
    /// <exception cref="SourceException">The answer is not a PubmedArticleSet, or ends before its end.</exception>
    public static IEnumerable<PubMedItem> Read(Stream stream, string? payload = null)
    {
        using var frames = new PubMedFrames(stream);
        while (frames.Next() is { } batch)
        {
            foreach (var item in PubMedRecordsXml.Read(batch, payload)) yield return item;
        }
    }

    /// <summary>The same on several threads, and what else is done with each item.</summary>
    /// <param name="stream">The XML, decompressed; stays open, and is read by one thread at a time.</param>
    /// <param name="threads">How many unpack and read.</param>
    /// <param name="also">Done side by side.</param>
    /// <exception cref="SourceException">As of <see cref="Read"/>.</exception>
    public static IEnumerable<T> Read<T>(Stream stream, int threads, Func<PubMedItem, T> also)
    {
        using var frames = new PubMedFrames(stream);
        using var batches = new SideBySide<PubMedBatch, List<T>>(frames.Next, Done, threads);
        foreach (var items in batches.Results())
        {
            foreach (var item in items) yield return item;
        }

        List<T> Done(PubMedBatch batch) => [.. PubMedRecordsXml.Read(batch, payload: null).Select(also)];
    }
}
