namespace Monitor.Sources.PubMed;

/// <summary>The PMIDs that a query finds, whole or not at all.</summary>
internal sealed class PubMedListing(PubMedCalls calls)
{
    private readonly HashSet<string> _widened = [];

    /// <summary>What PubMed said it widened.</summary>
    public IReadOnlyCollection<string> Widened => _widened;

    /// <summary>All PMIDs of the days. More than PubMed hands out for one search is asked for in halves of the days.</summary>
    /// <exception cref="SourceException">Half a list, or a single day above the cap.</exception>
    public async Task<IReadOnlyList<string>> AllAsync(string query, string datetype, DayRange days, CancellationToken ct)
    {
        var first = await PageAsync(query, datetype, days, 0, PubMedRequests.MaxIds, ct);
        if (first.Count <= PubMedRequests.MaxIds) return await RestAsync(query, datetype, days, first, first.Count, ct);
        if (days.IsOneDay)
        {
            throw new SourceException(SourceFailure.TooLarge, $"{first.Count} records by {datetype} on {days}; PubMed hands out {PubMedRequests.MaxIds} and a day cannot be halved: narrow the query");
        }

        var (earlier, later) = days.Halves();
        // Earlier days first: a record that is revised meanwhile moves towards today, into what is still to be asked.
        var old = await AllAsync(query, datetype, earlier, ct);
        return [.. await AllAsync(query, datetype, later, ct), .. old];
    }

    /// <summary>The newest PMIDs of the days, at most <paramref name="limit"/>, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<string> Pmids, int Total)> NewestAsync(string query, DayRange days, int limit, CancellationToken ct)
    {
        var wanted = Math.Clamp(limit, 0, PubMedRequests.MaxIds);
        var first = await PageAsync(query, PubMedRequests.Entered, days, 0, wanted, ct);
        return (await RestAsync(query, PubMedRequests.Entered, days, first, Math.Min(wanted, first.Count), ct), first.Count);
    }

    private async Task<IReadOnlyList<string>> RestAsync(string query, string datetype, DayRange days, PubMedSearch first, int wanted, CancellationToken ct)
    {
        var ids = new List<string>(first.Ids);
        while (ids.Count < wanted)
        {
            var page = await PageAsync(query, datetype, days, ids.Count, wanted - ids.Count, ct);
            if (page.Ids.Count == 0 || page.Count != first.Count) throw Half(datetype, days, first.Count, page.Count, ids.Count);
            ids.AddRange(page.Ids);
        }

        var distinct = ids.Distinct().ToList();
        return distinct.Count == wanted ? distinct : throw Half(datetype, days, first.Count, first.Count, distinct.Count);
    }

    private async Task<PubMedSearch> PageAsync(string query, string datetype, DayRange days, int start, int count, CancellationToken ct)
    {
        var page = await calls.AskAsync(calls.Requests.Search(query, datetype, days, start, count), payload => PubMedSearch.Read(payload.Content), ct);
        _widened.UnionWith(page.Widened);
        return page;
    }

    private static SourceException Half(string datetype, DayRange days, int count, int now, int received) =>
        new(SourceFailure.Malformed, $"half a list by {datetype}, {days}: PubMed counts {count}{(now == count ? "" : $", then {now}")} and listed {received} different PMIDs");
}
