using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>
/// A watch that a source can never be asked, however often it is tried: its query is too long for it, or made of what the source
/// does not know. That is no failure of the source, and nothing that comes later makes up for it. See docs/decisions/037.
/// </summary>
/// <param name="Watch">Name of the watch.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Named">The watch names the source; else it joined with all that are enabled.</param>
/// <param name="Misses">Records there may satisfy the query; else none can.</param>
internal sealed record NeverAsked(string Watch, string Source, string Reason, bool Named, bool Misses)
{
    private static readonly Notice AnyNotice = new() { Id = "", Source = "", ExternalId = "", Title = "", NoticeType = "" };

    /// <summary>
    /// The configuration is wrong: something is missed, or the watch names a source at which there is nothing to find. A source that only
    /// joined, and at which there is nothing to find, is no mistake of anybody.
    /// </summary>
    public bool IsError => Misses || Named;

    /// <summary>What to do about it.</summary>
    public string Advice => Named ? $"take {Source} out of its sources, or change the query"
        : Misses ? $"name its sources without {Source}, or shorten the query"
        : $"name its sources without {Source} to be rid of this line";

    public override string ToString() => $"{Watch} is never asked of {Source}: {Reason}";

    /// <summary>All of them, in the order of the watches.</summary>
    public static IReadOnlyList<NeverAsked> Of(IEnumerable<ISource> sources, IEnumerable<Watch> watches)
    {
        var enabled = sources.ToList();
        return
        [
            .. from watch in watches
               from source in enabled
               where watch.Uses(source.Name) && source.Serves(watch)
               let why = Why(source, watch)
               where why is not null
               select new NeverAsked(watch.Name, source.Name, why.Value.Reason, watch.Sources.Count > 0, why.Value.Misses),
        ];
    }

    private static (string Reason, bool Misses)? Why(ISource source, Watch watch)
    {
        var query = WatchQuery.On(watch, source.Notices).Query;
        if (source.Feeds.Count > 0) return source.Notices && !Facts.CanShow(query.Root, AnyNotice) ? (UpstreamQuery.NothingToFind, false) : null;
        var asked = source.AskFor(query, watch.Schedule);
        return asked.NeverAsked is { } reason ? (reason, asked.Refusal is not null) : null;
    }
}
