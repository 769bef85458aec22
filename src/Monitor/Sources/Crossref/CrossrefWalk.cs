using System.Text.Json;

namespace Monitor.Sources.Crossref;

/// <summary>A work as it came, and the answer that it stands in.</summary>
internal readonly record struct FoundWork(JsonElement Work, string Payload);

/// <summary>All pages of one search, and the proof that they are all: as many different works as every page counts.</summary>
internal sealed class CrossrefWalk(CrossrefCalls calls)
{
    /// <summary>More works than this are no answer to a saved search: the query is refused rather than Crossref copied.</summary>
    public const int MaxWorks = 100_000;

    /// <param name="page">The address of the page at a cursor.</param>
    /// <param name="size">Works on a full page.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The works in the upstream's order, and its count.</returns>
    /// <exception cref="SourceException">A page did not answer, or the walk came apart twice: short, or the count changed on the way.</exception>
    public Task<(IReadOnlyList<FoundWork> Works, int Total)> AllAsync(Func<string, Uri> page, int size, CancellationToken ct) =>
        BrokenWalk.TwiceAsync(() => OnceAsync(page, size, ct));

    private async Task<(IReadOnlyList<FoundWork>, int)> OnceAsync(Func<string, Uri> page, int size, CancellationToken ct)
    {
        var works = new List<FoundWork>();
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        int? total = null;
        for (var cursor = CrossrefRequests.Beginning; ;)
        {
            var payload = await PageAsync(page(cursor), cursor, ct);
            var read = CrossrefPage.Read(payload);
            if (read.Total > MaxWorks) throw new SourceException(SourceFailure.Refused, $"the query finds {read.Total} works, more than {MaxWorks}: write rarer words, or a later baseline");
            if (total is { } before && before != read.Total) throw new BrokenWalkException(SourceFailure.Malformed, $"the count changed from {before} to {read.Total} on the way", payload);
            total = read.Total;
            works.AddRange(read.Works.Select(w => new FoundWork(w, payload.Hash)));
            var known = distinct.Count;
            distinct.UnionWith(read.Works.Select(CrossrefWork.IdOf));
            if (distinct.Count == total) return (works, distinct.Count);
            // The next cursor comes after the last page, too: a page that is short or brings nothing else is the end.
            if (read.Works.Count < size || distinct.Count == known || read.NextCursor is null)
            {
                throw new BrokenWalkException(SourceFailure.Malformed, $"{SourceClient.Place(page(cursor))}: {distinct.Count} of {total} works", payload);
            }

            cursor = read.NextCursor;
        }
    }

    private async Task<Payload> PageAsync(Uri address, string cursor, CancellationToken ct)
    {
        try
        {
            return await calls.AskAsync(address, ct);
        }
        catch (SourceException ex) when (ex.Failure == SourceFailure.Refused && cursor != CrossrefRequests.Beginning)
        {
            // The first page was accepted and only the cursor differs: it lives for minutes.
            throw new BrokenWalkException(ex.Failure, $"the cursor was refused: {ex.Message}", ex.Payload);
        }
    }
}
