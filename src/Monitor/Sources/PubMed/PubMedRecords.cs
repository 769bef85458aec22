namespace Monitor.Sources.PubMed;

/// <summary>The records of listed PMIDs. Each PMID ends as a record or in quarantine, or the run fails.</summary>
internal sealed class PubMedRecords(PubMedCalls calls, int pageSize)
{
    // A deleted record is rare; an answer without many of those asked for is an outage, not a withdrawal.
    private const int FewMissing = 3;
    private const int MissingPercent = 10;

    private readonly List<SourceRecord> _records = [];
    private readonly List<UnreadableRecord> _unreadable = [];

    public IReadOnlyList<SourceRecord> Records => _records;
    public IReadOnlyList<UnreadableRecord> Unreadable => _unreadable;

    /// <summary>Fetches page by page. What an answer leaves out is asked for once more, then quarantined by its PMID.</summary>
    /// <exception cref="SourceException">An answer that cannot be read, or without many of the records asked for.</exception>
    public async Task FetchAsync(IReadOnlyList<string> pmids, CancellationToken ct)
    {
        foreach (var page in pmids.Chunk(pageSize))
        {
            var missing = await FetchPageAsync(page, ct);
            if (missing.Count > 0) missing = await FetchPageAsync(missing, ct);
            if (missing.Count > FewMissing && missing.Count * 100 > page.Length * MissingPercent)
            {
                throw new SourceException(SourceFailure.Malformed, $"efetch returned {page.Length - missing.Count} of {page.Length} records asked for, twice");
            }

            _unreadable.AddRange(missing.Select(pmid => new UnreadableRecord(pmid, "listed by esearch, not returned by efetch", $"<Id>{pmid}</Id>")));
        }
    }

    private async Task<IReadOnlyList<string>> FetchPageAsync(IReadOnlyList<string> pmids, CancellationToken ct)
    {
        var items = await calls.AskAsync(calls.Requests.Records(pmids), payload => PubMedXml.Read(new MemoryStream(payload.Content, writable: false), payload.Hash).ToList(), ct);
        var seen = new HashSet<string>();
        var nameless = new List<UnreadableRecord>();
        foreach (var item in items)
        {
            if (item is PubMedRead(var record))
            {
                seen.Add(record.Document.ExternalId);
                _records.Add(record);
            }
            else if (item is PubMedUnreadable(var bad))
            {
                if (bad.ExternalId is { } pmid && seen.Add(pmid)) _unreadable.Add(bad);
                else nameless.Add(bad);
            }
        }

        var missing = pmids.Where(pmid => !seen.Contains(pmid)).ToList();
        // One record without its PMID and one PMID without its record belong together.
        if (missing is [var only] && nameless is [{ ExternalId: null } lone])
        {
            _unreadable.Add(lone with { ExternalId = only });
            return [];
        }

        _unreadable.AddRange(nameless.Where(bad => !_unreadable.Exists(known => known.Raw == bad.Raw)));
        return missing;
    }
}
