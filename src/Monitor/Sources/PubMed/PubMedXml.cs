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
    /// <param name="workers">Batches read side by side; 1 = all on the thread that asks.</param>
    /// <exception cref="SourceException">The answer is not a PubmedArticleSet, or ends before its end.</exception>
    public static IEnumerable<PubMedItem> Read(Stream stream, string? payload = null, int workers = 1)
    {
        using var frames = new PubMedFrames(stream);
        foreach (var items in workers == 1 ? InTurn(frames, payload) : SideBySide(frames, payload, workers))
        {
            foreach (var item in items) yield return item;
        }
    }

    private static IEnumerable<IReadOnlyList<PubMedItem>> InTurn(PubMedFrames frames, string? payload)
    {
        while (frames.Next() is { } batch) yield return PubMedRecordsXml.Read(batch, payload);
    }

    /// <summary>The thread that asks cuts the next batches while others are read; it waits when enough of them are under way.</summary>
    private static IEnumerable<IReadOnlyList<PubMedItem>> SideBySide(PubMedFrames frames, string? payload, int workers)
    {
        var running = new Queue<Task<IReadOnlyList<PubMedItem>>>();
        SourceException? failure = null;
        var ended = false;
        while (true)
        {
            while (!ended && running.Count <= 2 * workers)
            {
                try
                {
                    if (frames.Next() is { } batch) running.Enqueue(Task.Run(() => PubMedRecordsXml.Read(batch, payload)));
                    else ended = true;
                }
                catch (SourceException ex)
                {
                    // What stood before the break comes first.
                    (failure, ended) = (ex, true);
                }
            }

            if (running.Count == 0) break;
            yield return running.Dequeue().GetAwaiter().GetResult();
        }

        if (failure is not null) throw failure;
    }
}
