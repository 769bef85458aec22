using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;

namespace Monitor.Commands;

/// <summary>A watch whose query a source cannot be asked as it is, for its length.</summary>
/// <param name="Watch">Name of the watch.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Parts">Requests that the query is shared out over.</param>
/// <param name="LeftOut">What is not asked because the query is too long, and checked on each record instead.</param>
internal sealed record QueryNote(string Watch, string Source, int Parts, IReadOnlyList<string> LeftOut)
{
    public override string ToString()
    {
        var parts = Parts > 1 ? $"asked in {Parts} parts" : "asked in one request";
        var without = LeftOut.Count == 0 ? "" : $", without {string.Join("; ", LeftOut)}; each record is checked for it";
        return $"{Watch} is too long for one request at {Source}: {parts}{without}";
    }
}

/// <summary>What the operator must know of queries before they are asked.</summary>
internal static class QueryNotes
{
    /// <summary>For each enabled source that can be searched and each watch that uses it.</summary>
    public static IReadOnlyList<QueryNote> Of(SourceCatalog catalog, IReadOnlyList<Watch> watches) =>
    [
        .. from watch in watches
           from source in catalog.Enabled
           where source.Feeds.Count == 0 && watch.Uses(source.Name) && source.Serves(watch)
           let asked = source.AskFor(WatchQuery.On(watch, source.Notices).Query, watch.Schedule)
           where asked.NeverAsked is null && (asked.Parts.Count > 1 || asked.LeftOut.Count > 0)
           select new QueryNote(watch.Name, source.Name, Math.Max(1, asked.Parts.Count), asked.LeftOut),
    ];
}
