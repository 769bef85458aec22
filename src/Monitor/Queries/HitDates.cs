using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>Dates of a record against a range. A date as vague as the record gives it holds when any of its days lies in the range.</summary>
internal static class HitDates
{
    public static (Truth Truth, string Field, string? Value) Holds(DateRange range, Hit hit)
    {
        var (field, date) = (range.Tag, hit) switch
        {
            ("dp", _) => ("published", hit.Published),
            ("edat", Article a) => ("entered", a.Entered),
            ("lr", Trial t) => ("lastUpdatePosted", t.LastUpdatePosted),
            ("lr", Article a) => ("revised", a.Revised),
            _ => ("", null),
        };
        if (field.Length == 0) return (hit is Article ? Truth.Maybe : Truth.No, field, null);
        // PubMed's own dates of a record (create date, issue or electronic date) can lie elsewhere than the one printed.
        if (date is not { } known) return (hit is Article ? Truth.Maybe : Truth.No, field, null);
        var inside = (range.From is not { } from || known.Last >= from.First) && (range.To is not { } to || known.First <= to.Last);
        return (inside ? Truth.Yes : hit is Article ? Truth.Maybe : Truth.No, field, known.ToString());
    }
}
