using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>Dates of a record against a range. A date as vague as the record gives it holds when any of its days lies in the range.</summary>
internal static class HitDates
{
    public static (bool Holds, string Field, string? Value) Holds(DateRange range, Hit hit)
    {
        // What PubMed calls the day of creation is elsewhere the day on which the record was made: one day is kept.
        var (field, date) = (range.Tag, hit) switch
        {
            ("dp", _) => ("published", hit.Published),
            ("edat" or "crdt", Article a) => ("entered", a.Entered),
            ("lr", Trial t) => ("lastUpdatePosted", t.LastUpdatePosted),
            ("lr", Article a) => ("revised", a.Revised),
            _ => ("", null),
        };
        if (date is not { } known) return (false, field, null);
        var inside = (range.From is not { } from || known.Last >= from.First) && (range.To is not { } to || known.First <= to.Last);
        return (inside, field, known.ToString());
    }
}
