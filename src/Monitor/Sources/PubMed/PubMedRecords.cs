namespace Monitor.Sources.PubMed;

/// <summary>The records of listed PMIDs. Each PMID ends as a record or in quarantine, or the run fails.</summary>
internal sealed class PubMedRecords(PubMedCalls calls, int pageSize)
{
    // A deleted record is rare; an answer without many of those asked for is an outage, not a withdrawal.
    private const int FewMissing = 3;
    private const int MissingPercent = 10;

    /// <summary>The first record of PubMed: an answer without it says nothing about the others.</summary>
    private const string Control = "1";

    private readonly List<SourceRecord> _records = [];
    private readonly List<UnreadableRecord> _unreadable = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    public IReadOnlyList<SourceRecord> Records => _records;
    public IReadOnlyList<UnreadableRecord> Unreadable => _unreadable;

    /// <summary>
    /// Fetches the records of several searches, each PMID once. What needs more than one page is fetched from PubMed's own
    /// memory of the search; when that is gone, from a new search, and at last by the PMIDs.
    /// </summary>
    /// <returns>How many different PMIDs were listed.</returns>
    /// <exception cref="SourceException">An answer that cannot be read, or without many of the records asked for.</exception>
    public async Task<int> FetchAsync(IReadOnlyList<PubMedListed> lists, PubMedListing listing, CancellationToken ct)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var wanted = list.Pmids.Where(listed.Add).ToList();
            if (wanted.Count > pageSize && list.History is not null) await FromHistoryAsync(list, listing, ct);
        }

        await FetchAsync([.. lists.SelectMany(l => l.Pmids).Where(pmid => !_done.Contains(pmid)).Distinct(StringComparer.Ordinal)], ct);
        return listed.Count;
    }

    /// <summary>Fetches page by page. What an answer leaves out is asked for once more, then quarantined by its PMID.</summary>
    /// <exception cref="SourceException">An answer that cannot be read, or without many of the records asked for.</exception>
    public async Task FetchAsync(IReadOnlyList<string> pmids, CancellationToken ct)
    {
        foreach (var page in pmids.Chunk(pageSize))
        {
            var missing = await FetchPageAsync(calls.Requests.Records(page), page, ct);
            if (missing.Count > 0) missing = await AgainAsync(missing, alone: missing.Count == page.Length, ct);
            if (missing.Count > FewMissing && missing.Count * 100 > page.Length * MissingPercent)
            {
                throw new SourceException(SourceFailure.Malformed, $"efetch returned {page.Length - missing.Count} of {page.Length} records asked for, twice") { Payload = calls.Payloads[^1] };
            }

            _unreadable.AddRange(missing.Select(pmid => new UnreadableRecord(pmid, "listed by esearch, not returned by efetch", $"<Id>{pmid}</Id>")));
        }
    }

    /// <summary>What PubMed's memory does not give is left for the PMIDs.</summary>
    private async Task FromHistoryAsync(PubMedListed list, PubMedListing listing, CancellationToken ct)
    {
        var history = list.History;
        for (var start = 0; start < list.Pmids.Count && history is not null; start += pageSize)
        {
            var page = list.Pmids.Skip(start).Take(pageSize).Where(pmid => !_done.Contains(pmid)).ToList();
            if (page.Count == 0) continue;
            try
            {
                await FetchPageAsync(calls.Requests.Remembered(history, start, pageSize), page, ct);
            }
            catch (SourceException ex) when (ex.Failure == SourceFailure.Refused)
            {
                // The memory is gone. A second one is used as long as it is of the same list; a third is not asked for.
                if (history != list.History) return;
                var again = await listing.AgainAsync(list.Asked, ct);
                history = again.Pmids.SequenceEqual(list.Pmids, StringComparer.Ordinal) && again.History != history ? again.History : null;
                start -= pageSize;
            }
        }
    }

    /// <summary>An answer without a single one of them counts only beside the record that is always there.</summary>
    private async Task<IReadOnlyList<string>> AgainAsync(IReadOnlyList<string> missing, bool alone, CancellationToken ct)
    {
        if (!alone) return await FetchPageAsync(calls.Requests.Records(missing), missing, ct);
        var wanted = missing.Contains(Control, StringComparer.Ordinal) || _done.Contains(Control);
        IReadOnlyList<string> asked = [.. missing, Control];
        var still = await FetchPageAsync(calls.Requests.Records(asked), asked, ct);
        if (still.Contains(Control, StringComparer.Ordinal) && still.Count == asked.Count)
        {
            throw new SourceException(SourceFailure.Malformed, $"efetch returned none of {missing.Count} records asked for, twice, nor PMID {Control}") { Payload = calls.Payloads[^1] };
        }

        if (!wanted && _done.Remove(Control)) _records.RemoveAll(r => r.Document.ExternalId == Control);
        return [.. still.Where(pmid => missing.Contains(pmid, StringComparer.Ordinal))];
    }

    private async Task<IReadOnlyList<string>> FetchPageAsync(SourceRequest request, IReadOnlyList<string> pmids, CancellationToken ct)
    {
        var items = await calls.AskAsync(request, payload => PubMedXml.Read(new MemoryStream(payload.Content, writable: false), payload.Hash).ToList(), ct);
        var seen = new HashSet<string>();
        var nameless = new List<UnreadableRecord>();
        foreach (var item in items)
        {
            if (item is PubMedRead(var record))
            {
                seen.Add(record.Document.ExternalId);
                // A page of PubMed's memory may hold what another search brought.
                if (!_done.Contains(record.Document.ExternalId)) _records.Add(record);
            }
            else if (item is PubMedUnreadable(var bad))
            {
                if (bad.ExternalId is { } pmid && _done.Contains(pmid)) continue;
                if (bad.ExternalId is { } name && seen.Add(name)) _unreadable.Add(bad);
                else nameless.Add(bad);
            }
        }

        _done.UnionWith(seen);
        var missing = pmids.Where(pmid => !seen.Contains(pmid)).ToList();
        // One record without its PMID and one PMID without its record belong together.
        if (missing is [var only] && nameless is [{ ExternalId: null } lone])
        {
            _unreadable.Add(lone with { ExternalId = only });
            _done.Add(only);
            return [];
        }

        _unreadable.AddRange(nameless.Where(bad => !_unreadable.Exists(known => known.Raw == bad.Raw)));
        return missing;
    }
}
