using System.Text.Json;

namespace Monitor.Sources.OpenFda;

/// <summary>All pages of one search, and the proof that they are all: as many different records as every page counts.</summary>
internal sealed class OpenFdaWalk(OpenFdaCalls calls)
{
    /// <summary>More records than this are no answer to a saved search: the query is refused rather than the index copied.</summary>
    public const int MaxRecords = 25_000;

    /// <param name="first">Address of the first page.</param>
    /// <param name="limit">On demand: no further page once so many records are there.</param>
    /// <param name="idOf">What tells two records apart.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The records in the upstream's order, with the payload each was read from, and the upstream's count.</returns>
    /// <exception cref="SourceException">A page did not answer, or the walk came apart twice: short, or the count changed on the way.</exception>
    public Task<(IReadOnlyList<(JsonElement Record, string Payload)> Records, int Total)> AllAsync(
        Uri first, int? limit, Func<JsonElement, string> idOf, CancellationToken ct) =>
        BrokenWalk.TwiceAsync(() => OnceAsync(first, limit, idOf, ct));

    private async Task<(IReadOnlyList<(JsonElement, string)>, int)> OnceAsync(Uri first, int? limit, Func<JsonElement, string> idOf, CancellationToken ct)
    {
        var records = new List<(JsonElement, string)>();
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        var asked = new HashSet<Uri> { first };
        int? total = null;
        for (var address = first; ;)
        {
            var payload = await calls.AskAsync(address, ct);
            if (payload is null && total is null) return ([], 0);
            if (payload is not null)
            {
                var page = OpenFdaPage.Read(payload);
                total = Counted(page, total, payload);
                records.AddRange(page.Results.Select(r => (r, payload.Hash)));
                distinct.UnionWith(page.Results.Select(idOf));
            }

            if (limit is { } most && records.Count >= most) return (records, total ?? 0);
            // A full last page still has a successor, which is empty: again a 404.
            if (payload?.Next is null)
            {
                return distinct.Count == total ? (records, distinct.Count)
                    : throw new BrokenWalkException(SourceFailure.Malformed, $"{SourceClient.Place(first)}: {distinct.Count} of {total} records in {asked.Count} pages", payload);
            }

            address = Following(first, payload.Next, payload);
            if (!asked.Add(address)) throw new BrokenWalkException(SourceFailure.Malformed, $"{SourceClient.Place(first)}: the next page is one already read", payload);
        }
    }

    private static int Counted(OpenFdaPage page, int? before, Payload payload)
    {
        if (page.Total is not { } total) throw OpenFdaPage.Malformed(payload, "no meta.results.total, so completeness cannot be shown");
        if (before is { } first && first != total) throw new BrokenWalkException(SourceFailure.Malformed, $"{payload.Address}: the count changed from {first} to {total} on the way", payload);
        return total <= MaxRecords ? total
            : throw new SourceException(SourceFailure.Refused, $"the query finds {total} records, more than {MaxRecords}: write narrower words, or a later baseline");
    }

    /// <summary>Path and parameters verbatim; the key goes along, so never to another host.</summary>
    private static Uri Following(Uri first, string next, Payload payload)
    {
        if (!Uri.TryCreate(first, next, out var link) || !link.Host.Equals(first.Host, StringComparison.OrdinalIgnoreCase) || link.AbsolutePath != first.AbsolutePath)
        {
            throw new SourceException(SourceFailure.Refused, $"{SourceClient.Place(first)}: the next page is said to be elsewhere, which is not followed") { Payload = payload };
        }

        // Behind a proxy the upstream may not know its own scheme and port.
        return new Uri(new Uri(first.GetLeftPart(UriPartial.Authority)), link.PathAndQuery);
    }
}
