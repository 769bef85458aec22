namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>The pages of one walk, and the proof that they are all.</summary>
internal sealed class StudyWalk(int? limit)
{
    private readonly List<SourceRecord> _records = [];
    private readonly List<UnreadableRecord> _unreadable = [];
    private readonly List<Payload> _payloads = [];
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private int? _total;

    /// <summary>On demand: no further page is needed.</summary>
    public bool Enough => limit is { } most && _records.Count >= most;

    /// <exception cref="BrokenWalkException">The page points back to one already read.</exception>
    public void Add(StudyPage page, Payload payload)
    {
        if (_payloads.Count == 0) _total = page.TotalCount;
        _payloads.Add(payload);
        _records.AddRange(page.Records);
        _unreadable.AddRange(page.Unreadable);
        foreach (var record in page.Records) _distinct.Add(record.Document.ExternalId);
        foreach (var record in page.Unreadable) _distinct.Add(record.ExternalId ?? record.Raw);
        if (page.NextPageToken is { } token && !_tokens.Add(token)) throw new BrokenWalkException(SourceFailure.Malformed, $"the page token {token} came twice", payload);
    }

    /// <summary>Everything read.</summary>
    /// <exception cref="BrokenWalkException">Other than the first page's count of studies.</exception>
    public Fetched Complete()
    {
        if (!Enough && _distinct.Count != _total)
        {
            throw new BrokenWalkException(SourceFailure.Malformed, $"{_distinct.Count} of {_total} studies in {_payloads.Count} pages", _payloads[^1]);
        }

        return new Fetched
        {
            Records = limit is { } most ? [.. _records.Take(most)] : _records,
            Unreadable = _unreadable,
            Payloads = _payloads,
            Total = _total,
        };
    }
}
