using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>Which stretch of time one reading of a feed proves complete.</summary>
/// <param name="covered">What was proved before.</param>
/// <param name="window">Ends when this reading began.</param>
/// <param name="records">All that was read.</param>
/// <param name="wholeSince">Since when all there is was shown; null = the newest few items.</param>
internal sealed class FeedStretch(IReadOnlyList<TimeWindow> covered, PollWindow window, List<SourceRecord> records, DateTimeOffset? wholeSince)
{
    public IReadOnlyList<SourceRecord> Records => records;

    /// <summary>Items whose page is still to be read.</summary>
    public IReadOnlyList<SourceRecord> Open { get; } = [.. records.Where(r => !r.Complete && !r.Outside)];

    /// <summary>How far back it reaches.</summary>
    public DateTimeOffset Oldest { get; } = wholeSince ?? records.Select(When).OfType<DateTimeOffset>().DefaultIfEmpty(window.To).Min();

    /// <summary>Where what is new in it begins.</summary>
    public DateTimeOffset From => covered.Count > 0 ? covered[^1].To : Oldest < window.To ? Oldest : window.To;

    /// <summary>The stretch that is proved now; null = none.</summary>
    public TimeWindow? Covered(bool gap, KeptItems kept)
    {
        // Pages are read newest first: those that wait their turn behind what is covered hold back its beginning, not its end.
        bool Waits(SourceRecord r) => wholeSince is not null && r.Postponed && When(r) is { } when && (covered.Count == 0 || when < covered[0].From);
        var from = covered.Count == 0 || gap ? (Oldest < window.To ? Oldest : window.To) : covered[^1].From;
        if (wholeSince < from) from = wholeSince.Value;
        if (Open.Where(Waits).Select(When).Max() is { } newest && from <= newest)
        {
            from = newest.AddDays(1);
            if (covered.Count > 0 && covered[0].From < from) from = covered[0].From;
        }

        // A page not yet read holds the window open from its item on.
        var to = Open.Where(r => !Waits(r)).Select(r => When(r) ?? Undated(r, kept)).Append(window.To).Min();
        return to <= from ? null : new TimeWindow(from, to);
    }

    /// <summary>The instant of a record, or the begin of its day.</summary>
    public static DateTimeOffset? When(SourceRecord record) => When(record.Document, record.Dated);

    public static DateTimeOffset? When(Hit document) => When(document, document.Published);

    private static DateTimeOffset? When(Hit document, PartialDate? dated) =>
        (document as Notice)?.Posted ?? (dated is { } date ? new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero) : null);

    /// <summary>An item without a date came after the last reading, or when it was first seen.</summary>
    private DateTimeOffset Undated(SourceRecord record, KeptItems kept) =>
        covered.Count > 0 ? covered[^1].To : kept.Of(record)?.FirstSeen ?? window.To;
}
