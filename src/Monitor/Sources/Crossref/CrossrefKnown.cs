using System.Text.Json;

namespace Monitor.Sources.Crossref;

/// <summary>Works asked for by their DOIs: those of a watch that were stored from any source.</summary>
internal sealed class CrossrefKnown(CrossrefCalls calls, CrossrefRequests requests)
{
    /// <summary>Of works that were known before the window those that were indexed in it; of works that are new to us their present state.</summary>
    /// <exception cref="SourceException">Anything else than complete answers.</exception>
    public async Task<IReadOnlyList<FoundWork>> ChangedAsync(FetchRequest request, CancellationToken ct)
    {
        var known = request.Known.Select(k => (Doi: CrossrefDoi.Of(k.Doi), k.Since)).Where(k => k.Doi is not null).DistinctBy(k => k.Doi).ToLookup(k => k.Since >= request.From, k => k.Doi!); // non-null: filtered just before
        var found = new List<FoundWork>();
        foreach (var (dois, since) in new[] { (known[true], (DateTimeOffset?)null), (known[false], request.From) })
        {
            foreach (var batch in CrossrefRequests.Batches(dois.Where(IsListable))) found.AddRange(await ListedAsync(batch, since, "", ct));
        }

        foreach (var doi in known.SelectMany(k => k).Where(d => !IsListable(d)))
        {
            if (await calls.AskForOneAsync(requests.One(doi), ct) is { } payload) found.Add(new FoundWork(CrossrefPage.ReadWork(payload), payload.Hash));
        }

        return found;
    }

    /// <summary>Those of these works that are there, or that have one of the words.</summary>
    /// <exception cref="SourceException">Anything else than a complete answer.</exception>
    public async Task<IReadOnlyList<FoundWork>> ListedAsync(IReadOnlyList<string> batch, DateTimeOffset? since, string words, CancellationToken ct)
    {
        var payload = await calls.AskAsync(requests.Known(batch, since, words), ct);
        var page = CrossrefPage.Read(payload);
        var ids = page.Works.Select(CrossrefWork.IdOf).ToHashSet(StringComparer.Ordinal);
        if (ids.Count != page.Total) throw CrossrefPage.Malformed(payload, $"{ids.Count} of {page.Total} works");
        // A filter that was not understood finds everything, or anything.
        if (page.Works.FirstOrDefault(w => !IsAsked(w, batch)) is { ValueKind: not JsonValueKind.Undefined } other) throw CrossrefPage.Malformed(payload, $"{CrossrefWork.IdOf(other)}, which was not asked for");
        return [.. page.Works.Select(w => new FoundWork(w, payload.Hash))];
    }

    /// <summary>A comma ends a filter, and there is no way to write it otherwise.</summary>
    public static bool IsListable(string doi) => !doi.Contains(',', StringComparison.Ordinal);

    /// <summary>A work without a DOI cannot be read and is kept as it is.</summary>
    private static bool IsAsked(JsonElement work, IReadOnlyList<string> batch) => CrossrefWork.IdOf(work) is var id && (id.StartsWith('{') || batch.Contains(id, StringComparer.Ordinal));
}
