using System.Security.Cryptography;
using System.Text;
using Monitor.Documents;
using Monitor.Sources.PubMed;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>What to import.</summary>
/// <param name="Files">Those with PubMed's numbers are read in the order of these; of one PMID twice the later counts.</param>
/// <param name="Watch">Only this watch; null = every one that uses PubMed.</param>
/// <param name="All">Keep records too that match no watch.</param>
/// <param name="Again">Read files too that were read to their end before.</param>
internal sealed record ImportRequest(IReadOnlyList<string> Files, string? Watch, bool All, bool Again);

/// <summary>What one file brought.</summary>
/// <param name="Error">Why the file could not be read to its end; what stood before that is stored.</param>
/// <param name="Skipped">It was read to its end before, with these counts.</param>
internal sealed record ImportedFile(string File, int Records, int Deleted, int Quarantined, string? Error, bool Skipped = false);

/// <summary>The files and the ledger lines of an import.</summary>
internal sealed record Imported(IReadOnlyList<ImportedFile> Files, IReadOnlyList<Poll> Polls);

/// <summary>How far an import is.</summary>
/// <param name="Bytes">Of this file, as it lies on the disk.</param>
internal sealed record ImportProgress(string File, int Records, long Bytes);

/// <summary>
/// PubMed XML from files (efetch answers, baseline and update files, plain or gzip) through the same path as a poll,
/// silently. Streams: memory does not grow with the file. The place reached is stored with what stands before it, so that
/// an import that was killed goes on where it was.
/// </summary>
internal sealed class ImportRun(Ingest ingest, ImportTable places, Subscribers subscribers, TimeProvider time)
{
    public async Task<Imported> RunAsync(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        WatchQuery[] queries = [.. subscribers.Watches.Where(w => w.Uses("pubmed") && (request.Watch is null || w.Name == request.Watch))
            .Select(w => WatchQuery.On(w, notices: false))];
        var scope = Scope(queries, request.All);
        var watches = new WatchMatcher(queries);
        var done = new List<ImportedFile>();
        var polls = new List<Poll>();
        foreach (var file in ImportFiles.InOrder(request.Files))
        {
            var read = new ImportedFile(file, 0, 0, 0, null);
            try
            {
                var place = await PlaceAsync(file, scope, request.Again, ct);
                read = Counted(read, place);
                if (place.Finished is not null)
                {
                    read = read with { Skipped = true };
                }
                else
                {
                    // Unbuffered, so that its position may be asked while other threads read.
                    await using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
                    foreach (var portion in ImportPortions.Of(raw, place.Items, item => Matched(item, watches, request.All)))
                    {
                        place = Beyond(place, portion);
                        polls.Add(await ingest.CommitAsync(Batch(file, portion) with { Place = place }, ct));
                        read = Counted(read, place) with { Error = portion.Error };
                        progress?.Report(new ImportProgress(file, place.Records, raw.Position));
                    }

                    if (read.Error is null) await places.SaveAsync(place with { Finished = Instants.Cut(time.GetUtcNow()) }, ct);
                }
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ImportRefusedException)
            {
                read = read with { Error = ex.Message };
            }

            done.Add(read);
        }

        return new Imported(done, polls);
    }

    private async Task<ImportPlace> PlaceAsync(string file, string scope, bool again, CancellationToken ct)
    {
        var md5 = await ImportFiles.Md5Async(file, ct);
        var name = Path.GetFileName(file);
        return (again ? null : await places.FindAsync(name, md5, scope, ct))
            ?? new ImportPlace(name, md5, scope, new FileInfo(file).Length, 0, 0, 0, 0, Instants.Cut(time.GetUtcNow()), null);
    }

    private static ImportPlace Beyond(ImportPlace place, ImportPortion portion) => place with
    {
        Items = place.Items + portion.Items.Count,
        Records = place.Records + portion.Items.Count(i => i.Item is PubMedRead),
        Deleted = place.Deleted + portion.Items.Count(i => i.Item is PubMedDeleted),
        Quarantined = place.Quarantined + portion.Items.Count(i => i.Item is PubMedUnreadable),
    };

    private static ImportedFile Counted(ImportedFile file, ImportPlace place) =>
        file with { Records = place.Records, Deleted = place.Deleted, Quarantined = place.Quarantined };

    /// <summary>Another choice of watches, or another query of one, keeps other records of the same file.</summary>
    private static string Scope(IEnumerable<WatchQuery> queries, bool all) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', queries.Select(q => $"{q.Watch.Name}\t{q.Query}").Order(StringComparer.Ordinal).Prepend($"{all}")))));

    private IngestBatch Batch(string file, ImportPortion portion)
    {
        var now = Instants.Cut(time.GetUtcNow());
        return new IngestBatch
        {
            Source = "pubmed", QueryKey = "import", QuietReason = "import",
            Poll = new Poll
            {
                Source = "pubmed", Query = $"import {Path.GetFileName(file)}", From = now, To = now, Started = now, Quiet = true,
                Outcome = portion.Error is null ? PollOutcome.Ok : PollOutcome.Failed, Error = portion.Error,
            },
            Candidates = [.. portion.Items.Select(i => i.Candidate).OfType<Candidate>()],
            Unreadable = [.. portion.Items.Select(i => i.Item).OfType<PubMedUnreadable>().Select(i => i.Record)],
            Deleted = [.. portion.Items.Select(i => i.Item).OfType<PubMedDeleted>().Select(i => HitId.Of("pubmed", i.Pmid))],
        };
    }

    private static ImportItem Matched(PubMedItem item, WatchMatcher watches, bool all) =>
        new(item, item is PubMedRead read ? Candidate(read.Record.Document, watches, all) : null);

    private static Candidate Candidate(Hit document, WatchMatcher watches, bool all) =>
        new(document, [.. watches.Of(document).Select(m => new WatchMatch(m.Watch.Watch.Name, m.Reasons, Quiet: true))]) { KeepAnyway = all };
}
