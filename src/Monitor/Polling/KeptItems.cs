using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>What is known of a feed from earlier runs, and what an answer means beside it.</summary>
internal sealed class KeptItems(Dictionary<string, FeedItem> items)
{
    private readonly DateTimeOffset _first = items.Values.Select(k => k.FirstSeen).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
    private readonly DateTimeOffset _last = items.Values.Select(k => k.LastSeen).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    public IReadOnlyCollection<FeedItem> All => items.Values;

    public FeedItem? Of(SourceRecord record) => items.GetValueOrDefault(record.Document.ExternalId);

    /// <summary>Why an answer is no answer: a block or a fault shows itself as a list that is suddenly short. Null = it may be true.</summary>
    public string? Refusal(Fetched fetched)
    {
        var shown = fetched.Records.Count + fetched.Unreadable.Count;
        if (shown == 0 && items.Count > 0) return $"the feed shows no item; it had {items.Count}";
        if (!fetched.Whole) return null;
        if (fetched.Records.Count == 0) return "a list that is never empty shows no item that can be read";
        if (fetched.Moves) return null;
        var before = items.Values.Count(k => k.LastSeen == _last);
        return shown < before - Math.Max(3, before / 10) ? $"the list shows {shown} items; it had {before}" : null;
    }

    /// <summary>
    /// Whether the record existed before the watches began and is not told. While nothing is covered, what an interrupted run did
    /// not show is news, whatever its day; afterwards an item of the first reading whose page comes only now is old.
    /// </summary>
    public bool IsOfOld(SourceRecord record, PollWindow window, DateTimeOffset started)
    {
        var kept = Of(record);
        if (window.First) return (items.Count == 0 || kept is not null) && window.IsQuiet(record.Dated, (record.Document as Notice)?.Posted);
        if (kept is not { Complete: false } || kept.FirstSeen != _first) return false;
        return record.Document is Notice { Posted: { } at } ? at <= started : record.Dated is not { } day || day.First <= DateOnly.FromDateTime(started.UtcDateTime);
    }

    /// <summary>Shown as it was before, and without having been away.</summary>
    public bool IsUnchanged(SourceRecord record) => Of(record) is { } before && StoreJson.Write(before.Document) == StoreJson.Write(record.Document);

    /// <summary>Was missing from the answer before this one.</summary>
    public bool Returns(SourceRecord record) => Of(record) is { } before && before.LastSeen < _last;

    /// <summary>
    /// An answer that shows again an item seen before a gap reaches back over the gap: all that came between stands in it
    /// or was read meanwhile. Only then do the windows on both sides become one.
    /// </summary>
    public IReadOnlyList<TimeWindow> Reached(IReadOnlyList<TimeWindow> covered, IReadOnlyList<SourceRecord> records)
    {
        for (var i = 0; i < covered.Count - 1; i++)
        {
            if (records.Any(r => Of(r) is { } item && item.FirstSeen < covered[i + 1].From)) return [new TimeWindow(covered[i].From, covered[^1].To)];
        }

        return covered;
    }

    /// <summary>Hits that were missing from the answer before, too: once may be a row that moved while its pages were turned.</summary>
    public IReadOnlyList<string> Gone(IEnumerable<SourceRecord> shown)
    {
        var here = shown.Select(r => r.Document.ExternalId).ToHashSet(StringComparer.Ordinal);
        return [.. items.Values.Where(k => k.LastSeen < _last && !here.Contains(k.Document.ExternalId)).Select(k => k.Document.Id)];
    }
}
