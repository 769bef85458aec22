using System.Security.Cryptography;
using System.Text;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>A watch with the query that is matched on one source.</summary>
/// <param name="Watch">The watch.</param>
/// <param name="Query">All that is looked for, context included.</param>
/// <param name="Proper">What makes a find more than context; null = the whole query.</param>
internal sealed record WatchQuery(Watch Watch, Query Query, Query? Proper = null)
{
    /// <summary>The query on a kind of source; regulators are not asked for context.</summary>
    public static WatchQuery On(Watch watch, bool notices) =>
        new(watch, Query.Parse(watch.QueryOn(notices)), notices || watch.ContextQuery is null ? null : Query.Parse(watch.Query));
}

/// <summary>One query on one source that is polled on its own: a watch's, or a feed's for all watches.</summary>
/// <param name="Source">Where.</param>
/// <param name="Upstream">What is sent.</param>
/// <param name="Watches">One for a searchable source, all that use the source for a feed.</param>
internal sealed record PollTarget(ISource Source, UpstreamQuery Upstream, IReadOnlyList<WatchQuery> Watches)
{
    public bool IsFeed { get; } = Source.Feeds.Count > 0;

    /// <summary>Null for a feed: one poll serves all watches.</summary>
    public Watch? Watch => IsFeed ? null : Watches[0].Watch;

    /// <summary>Why it is never asked; null = it is. What is stored from elsewhere may still be followed.</summary>
    public string? NeverAsked { get; } = Upstream.Impossible && Source.FollowsDois ? null : Upstream.NeverAsked;

    /// <summary>When it runs: the watch's own schedule, else the source's. That one is never asked is said once a week.</summary>
    public Schedule Schedule { get; } = Schedule.Parse(
        Upstream.NeverAsked is not null && !(Upstream.Impossible && Source.FollowsDois) ? "weekly"
        : (Source.Feeds.Count > 0 ? null : Watches[0].Watch.Schedule) ?? Source.Schedule);

    /// <summary>
    /// Key of its coverage. A changed watch, translation or matcher is a new coverage; a feed's is its address alone.
    /// </summary>
    public string Key { get; } = KeyOf(Source, Upstream, Watches);

    private static string KeyOf(ISource source, UpstreamQuery upstream, IReadOnlyList<WatchQuery> watches)
    {
        var text = source.Feeds.Count > 0
            ? $"{source.Name}\n{upstream.Text}"
            // Capitals mean nothing, here and at every upstream.
            : $"{source.Name}\n{upstream.Text.ToLowerInvariant()}\n{watches[0].Watch.Name}\n{watches[0].Query.ToString().ToLowerInvariant()}\n{Matcher.Version}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
    }

    /// <summary>All targets of one source, feeds in their order, watches in theirs.</summary>
    public static IReadOnlyList<PollTarget> Of(ISource source, IEnumerable<Watch> watches)
    {
        var queries = watches.Where(w => w.Uses(source.Name) && source.Serves(w))
            .Select(w => WatchQuery.On(w, source.Notices))
            .ToList();
        if (queries.Count == 0) return [];
        return source.Feeds.Count > 0
            ? [.. source.Feeds.Select(feed => new PollTarget(source, feed, queries))]
            : [.. queries.Select(q => new PollTarget(source, source.AskFor(q.Query, q.Watch.Schedule), [q]))];
    }
}
