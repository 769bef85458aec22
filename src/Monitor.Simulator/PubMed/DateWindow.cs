using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>The window that datetype, mindate, maxdate and reldate give.</summary>
/// <param name="Range">Null when none was asked for.</param>
/// <param name="Nothing">PubMed finds nothing, without an error: a date type it does not know, or empty dates.</param>
internal sealed record DateWindow(DayRange? Range, bool Nothing)
{
    public static DateWindow Read(Parameters parameters, DateOnly today)
    {
        var (first, last, relative) = (parameters["mindate"], parameters["maxdate"], parameters["reldate"]);
        if (first is null && last is null && relative is null) return new DateWindow(null, Nothing: false);
        var field = parameters["datetype"] ?? "edat";
        if (field is not ("edat" or "pdat" or "mdat" or "crdt")) return new DateWindow(null, Nothing: true);
        if (relative is not null && first is null && last is null)
            return new DateWindow(new DayRange(field, today.AddDays(-parameters.Number("reldate", 0)), today), Nothing: false);
        if (first is null || last is null) throw new SearchException("mindate and maxdate belong together.");
        if (first.Length == 0 || last.Length == 0) return new DateWindow(null, Nothing: true);
        if (!TermParser.TryDay(first, last: false, out var from)) throw new SearchException($"mindate: '{first}' is not a date.");
        if (!TermParser.TryDay(last, last: true, out var to)) throw new SearchException($"maxdate: '{last}' is not a date.");
        return new DateWindow(new DayRange(field, from, to), Nothing: false);
    }
}
