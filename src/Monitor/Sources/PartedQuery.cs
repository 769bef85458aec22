using Monitor.Queries;

namespace Monitor.Sources;

/// <summary>A query longer than its source takes, asked in parts whose union it is.</summary>
internal static class PartedQuery
{
    /// <param name="query">The query.</param>
    /// <param name="ask">Its translation.</param>
    /// <param name="fits">Whether a translation can be sent as it is.</param>
    /// <exception cref="QueryException">It is too long and cannot be shared out.</exception>
    public static UpstreamQuery Ask(Query query, Func<Query, UpstreamQuery> ask, Func<UpstreamQuery, bool> fits)
    {
        var whole = ask(query);
        if (whole.Impossible || fits(whole)) return whole;
        var parts = QuerySplit.Split(query, part => ask(part) is var asked && (asked.Impossible || fits(asked)))
            .Select(ask).Where(part => !part.Impossible).ToList();
        return new UpstreamQuery(string.Join('\n', parts.Select(p => p.Text)), [.. parts.SelectMany(p => p.Widened).Distinct(StringComparer.Ordinal)])
        {
            Parts = parts,
            Checked = parts.Any(p => p.Checked is null) ? null : parts.SelectMany(p => p.Checked!).ToHashSet(), // non-null: asked just before
        };
    }

    /// <summary>What is to be sent for a query. One that this source cannot be asked does not stop the others: it says so when it is asked.</summary>
    public static UpstreamQuery AskFor(this ISource source, Query query)
    {
        try
        {
            return source.Translate(query);
        }
        catch (QueryException ex)
        {
            return new UpstreamQuery(query.ToString(), []) { Checked = null, Refusal = ex.Problem };
        }
    }

    /// <summary>The answer to the whole query: all parts answered, or none counts. A record that two parts find is one record.</summary>
    /// <exception cref="SourceException">A part did not answer, or the source cannot be asked this query.</exception>
    public static async Task<Fetched> FetchAllAsync(this ISource source, FetchRequest request, CancellationToken ct)
    {
        if (request.Query.Refusal is { } why) throw new SourceException(SourceFailure.Refused, why);
        if (request.Query.Parts.Count == 0) return await source.FetchAsync(request, ct);
        var answers = new List<Fetched>();
        foreach (var part in request.Query.Parts)
        {
            // What is asked for by its id is asked for once.
            answers.Add(await source.FetchAsync(request with { Query = part, Open = answers.Count == 0 ? request.Open : [], Known = answers.Count == 0 ? request.Known : [] }, ct));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new Fetched
        {
            // Twice in one part is a duplicate of the upstream's; in two parts it is the same record asked for twice.
            Records = [.. answers.SelectMany(a => a.Records.GroupBy(r => r.Document.Id).Where(g => seen.Add(g.Key)).SelectMany(g => g))],
            Unreadable = [.. answers.SelectMany(a => a.Unreadable).DistinctBy(u => u.Raw)],
            Payloads = [.. answers.SelectMany(a => a.Payloads)],
            Widened = [.. answers.SelectMany(a => a.Widened).Distinct(StringComparer.Ordinal)],
        };
    }
}
