namespace Monitor.Sources.EuropePmc;

/// <summary>The pages of one walk, and the proof that they are all.</summary>
internal sealed class EuropePmcWalk(int? limit)
{
    private readonly List<SourceRecord> _records = [];
    private readonly List<UnreadableRecord> _unreadable = [];
    private readonly List<Payload> _payloads = [];
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private readonly HashSet<string> _marks = new(StringComparer.Ordinal) { EuropePmcRequests.FirstMark };
    private int? _total;

    /// <summary>The mark to go on with; null = the walk is at its end.</summary>
    public string? Mark { get; private set; } = EuropePmcRequests.FirstMark;

    /// <summary>Takes a page; the service shows its end by the mark that was sent, by none, or by an empty page.</summary>
    /// <exception cref="BrokenWalkException">The count is another than before, or the mark leads back.</exception>
    public void Add(EuropePmcPage page, Payload payload)
    {
        _payloads.Add(payload);
        _total ??= page.HitCount;
        if (limit is null && page.HitCount != _total) throw new BrokenWalkException(SourceFailure.Malformed, $"{page.HitCount} hits where there were {_total}", payload);
        _records.AddRange(page.Records);
        _unreadable.AddRange(page.Unreadable);
        foreach (var record in page.Records) _distinct.Add(record.Document.ExternalId);
        foreach (var record in page.Unreadable) _distinct.Add(record.ExternalId ?? record.Raw);
        var ended = page.Count == 0 || page.Next is null || page.Next == Mark || _distinct.Count >= _total || (limit is { } most && _records.Count >= most);
        if (!ended && !_marks.Add(page.Next!)) throw new BrokenWalkException(SourceFailure.Malformed, "the mark of a page came twice", payload); // non-null: not ended
        Mark = ended ? null : page.Next;
    }

    /// <summary>Everything read.</summary>
    /// <exception cref="BrokenWalkException">Other than the count that the pages state.</exception>
    public Fetched Complete()
    {
        if (limit is null && _distinct.Count != _total)
        {
            throw new BrokenWalkException(SourceFailure.Malformed, $"{_distinct.Count} of {_total} records in {_payloads.Count} pages", _payloads[^1]);
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
