using System.IO.Compression;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.PubMed;

namespace Monitor.Polling;

/// <summary>What one file brought.</summary>
/// <param name="Error">Why the file could not be read to its end; what stood before that is stored.</param>
internal sealed record ImportedFile(string File, int Records, int Deleted, int Quarantined, string? Error);

/// <summary>The files and the ledger lines of an import.</summary>
internal sealed record Imported(IReadOnlyList<ImportedFile> Files, IReadOnlyList<Poll> Polls);

/// <summary>
/// PubMed XML from files (efetch answers, baseline and update files, plain or gzip) through the same path as a poll,
/// silently. Streams: memory does not grow with the file.
/// </summary>
internal sealed class ImportRun(Ingest ingest, Subscribers subscribers, TimeProvider time)
{
    private const int BatchSize = 250;

    /// <param name="files">In this order; of one PMID twice the later counts.</param>
    /// <param name="watch">Only this watch; null = every one that uses PubMed.</param>
    /// <param name="all">Keep records too that match no watch.</param>
    /// <param name="progress">Told the records read so far.</param>
    public async Task<Imported> RunAsync(IReadOnlyList<string> files, string? watch, bool all, IProgress<(string File, int Records)>? progress, CancellationToken ct)
    {
        var watches = new WatchMatcher([.. subscribers.Watches.Where(w => w.Uses("pubmed") && (watch is null || w.Name == watch))
            .Select(w => WatchQuery.On(w, notices: false))]);
        var done = new List<ImportedFile>();
        var polls = new List<Poll>();
        foreach (var file in files)
        {
            var counts = new ImportedFile(file, 0, 0, 0, null);
            try
            {
                await using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
                await using var stream = Decompressed(raw);
                foreach (var chunk in Batches(PubMedXml.Read(stream)))
                {
                    var poll = await ingest.CommitAsync(Batch(file, chunk, watches, all), ct);
                    polls.Add(poll);
                    counts = counts with
                    {
                        Records = counts.Records + chunk.Items.Count(i => i is PubMedRead),
                        Deleted = counts.Deleted + chunk.Items.Count(i => i is PubMedDeleted),
                        Quarantined = counts.Quarantined + poll.Quarantined,
                    };
                    progress?.Report((file, counts.Records));
                    if (chunk.Error is not null) counts = counts with { Error = chunk.Error };
                }
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                counts = counts with { Error = ex.Message };
            }

            done.Add(counts);
        }

        return new Imported(done, polls);
    }

    private IngestBatch Batch(string file, Chunk chunk, WatchMatcher watches, bool all)
    {
        var now = Store.Instants.Cut(time.GetUtcNow());
        return new IngestBatch
        {
            Source = "pubmed", QueryKey = "import", QuietReason = "import",
            Poll = new Poll
            {
                Source = "pubmed", Query = $"import {Path.GetFileName(file)}", From = now, To = now, Started = now, Quiet = true,
                Outcome = chunk.Error is null ? PollOutcome.Ok : PollOutcome.Failed, Error = chunk.Error,
            },
            Candidates = [.. chunk.Items.OfType<PubMedRead>().Select(i => Candidate(i.Record.Document, watches, all))],
            Unreadable = [.. chunk.Items.OfType<PubMedUnreadable>().Select(i => i.Record)],
            Deleted = [.. chunk.Items.OfType<PubMedDeleted>().Select(i => HitId.Of("pubmed", i.Pmid))],
        };
    }

    private static Candidate Candidate(Hit document, WatchMatcher watches, bool all) =>
        new(document, [.. watches.Of(document).Select(m => new WatchMatch(m.Watch.Watch.Name, m.Reasons, Quiet: true))]) { KeepAnyway = all };

    private sealed record Chunk(IReadOnlyList<PubMedItem> Items, string? Error);

    /// <summary>Cuts the stream; a file that breaks in the middle yields what stood before the break, then the error.</summary>
    private static IEnumerable<Chunk> Batches(IEnumerable<PubMedItem> items)
    {
        using var reader = items.GetEnumerator();
        var batch = new List<PubMedItem>(BatchSize);
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
            if (more && batch.Count > 0 && reader.Current is PubMedDeleted != batch[^1] is PubMedDeleted)
            {
                yield return new Chunk(batch, null);
                batch = new List<PubMedItem>(BatchSize);
            }

            if (more) batch.Add(reader.Current);
            if (error is not null || !more || batch.Count == BatchSize)
            {
                if (batch.Count > 0 || error is not null) yield return new Chunk(batch, error);
                batch = new List<PubMedItem>(BatchSize);
            }

            if (error is not null || !more) yield break;
        }
    }

    private static Stream Decompressed(FileStream raw)
    {
        var gzip = raw.ReadByte() == 0x1f && raw.ReadByte() == 0x8b;
        raw.Position = 0;
        return gzip ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }
}
