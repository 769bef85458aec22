namespace Monitor.Sources.PubMed;

/// <summary>The PMIDs that a search finds, whole or not at all.</summary>
internal sealed class PubMedListing(PubMedCalls calls)
{
    private readonly HashSet<string> _widened = [];
    private readonly HashSet<string> _otherwise = [];

    /// <summary>What PubMed said it widened.</summary>
    public IReadOnlyCollection<string> Widened => _widened;

    /// <summary>The phrases that it said so of.</summary>
    public IReadOnlyCollection<string> Otherwise => _otherwise;

    /// <summary>
    /// All PMIDs of the search. More than PubMed hands out for one search is asked for in halves of the days, and more than
    /// that on a single day in stretches of the other date.
    /// </summary>
    /// <exception cref="SourceException">Half a list, or too many that both dates leave together.</exception>
    public async Task<IReadOnlyList<PubMedListed>> AllAsync(PubMedAsked asked, CancellationToken ct)
    {
        var first = await PageAsync(asked, 0, PubMedRequests.MaxIds, remember: true, ct);
        if (first.Count <= PubMedRequests.MaxIds) return [await WholeAsync(asked, first, ct)];
        if (asked.Days.IsOneDay) return await OneDayAsync(asked, first.Count, ct);
        var (earlier, later) = asked.Days.Halves();
        // Earlier days first: a record that is revised meanwhile moves towards today, into what is still to be asked.
        var old = await AllAsync(asked with { Days = earlier }, ct);
        return [.. await AllAsync(asked with { Days = later }, ct), .. old];
    }

    /// <summary>The search once more; its result may have moved.</summary>
    public async Task<PubMedListed> AgainAsync(PubMedAsked asked, CancellationToken ct) =>
        await WholeAsync(asked, await PageAsync(asked, 0, PubMedRequests.MaxIds, remember: true, ct), ct);

    /// <summary>The newest PMIDs of the days, at most <paramref name="limit"/>, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<string> Pmids, int Total)> NewestAsync(PubMedAsked asked, int limit, CancellationToken ct)
    {
        var wanted = Math.Clamp(limit, 0, PubMedRequests.MaxIds);
        var first = await PageAsync(asked, 0, wanted, remember: false, ct);
        return (await RestAsync(asked, first, Math.Min(wanted, first.Count), ct), first.Count);
    }

    /// <summary>That the stretches make up the day is counted, not taken on trust.</summary>
    private async Task<IReadOnlyList<PubMedListed>> OneDayAsync(PubMedAsked asked, int count, CancellationToken ct)
    {
        var parts = await WithinAsync(asked, DayRange.Everything, ct);
        var different = parts.SelectMany(p => p.Pmids).Distinct(StringComparer.Ordinal).Count();
        return different == count ? parts : throw Half(asked, count, count, different);
    }

    private async Task<List<PubMedListed>> WithinAsync(PubMedAsked asked, DayRange days, CancellationToken ct)
    {
        var (earlier, later) = days.Halves();
        var parts = new List<PubMedListed>();
        foreach (var half in (DayRange[])[earlier, later])
        {
            var part = asked.Within(half);
            var first = await PageAsync(part, 0, PubMedRequests.MaxIds, remember: true, ct);
            if (first.Count <= PubMedRequests.MaxIds) parts.Add(await WholeAsync(part, first, ct));
            else if (!half.IsOneDay) parts.AddRange(await WithinAsync(asked, half, ct));
            else
            {
                throw new SourceException(SourceFailure.Refused,
                    $"{first.Count} records {asked} and by {asked.OtherDate}, {half}; PubMed hands out {PubMedRequests.MaxIds} and nothing is left to halve: narrow the query");
            }
        }

        return parts;
    }

    private async Task<PubMedListed> WholeAsync(PubMedAsked asked, PubMedSearch first, CancellationToken ct) =>
        new(asked, await RestAsync(asked, first, first.Count, ct), first.History);

    private async Task<IReadOnlyList<string>> RestAsync(PubMedAsked asked, PubMedSearch first, int wanted, CancellationToken ct)
    {
        var ids = new List<string>(first.Ids);
        while (ids.Count < wanted)
        {
            var page = await PageAsync(asked, ids.Count, wanted - ids.Count, remember: false, ct);
            if (page.Ids.Count == 0 || page.Count != first.Count) throw Half(asked, first.Count, page.Count, ids.Count);
            ids.AddRange(page.Ids);
        }

        var distinct = ids.Distinct().ToList();
        return distinct.Count == wanted ? distinct : throw Half(asked, first.Count, first.Count, distinct.Count);
    }

    private async Task<PubMedSearch> PageAsync(PubMedAsked asked, int start, int count, bool remember, CancellationToken ct)
    {
        var page = await calls.AskAsync(calls.Requests.Search(asked, start, count, remember), payload => Read(payload, start), ct);
        _widened.UnionWith(page.Widened);
        _otherwise.UnionWith(page.Otherwise);
        return page;
    }

    private static PubMedSearch Read(Payload payload, int start)
    {
        var page = PubMedSearch.Read(payload.Content);
        return page.Start is null || page.Start == start
            ? page
            : throw new SourceException(SourceFailure.Malformed, $"esearch: the page begins at {page.Start} where {start} was asked for");
    }

    private SourceException Half(PubMedAsked asked, int count, int now, int received) =>
        new(SourceFailure.Malformed, $"half a list {asked}: PubMed counts {count}{(now == count ? "" : $", then {now}")} and listed {received} different PMIDs") { Payload = calls.Payloads[^1] };
}
