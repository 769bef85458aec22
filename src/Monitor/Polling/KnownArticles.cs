using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// The articles of a watch that a source which follows DOIs is asked about. Its record of one of them belongs to the watch
/// because the stored hit does: silently, and with a reason that names the hit. A DOI is not unique; what follows from two
/// records that share one is decided elsewhere.
/// </summary>
internal sealed class KnownArticles
{
    private readonly string _source;
    private readonly string _watch;
    private readonly Dictionary<string, List<KnownDoi>> _byDoi;

    public KnownArticles(string source, string watch, IEnumerable<KnownDoi> known)
    {
        (_source, _watch) = (source, watch);
        _byDoi = known.GroupBy(k => k.Doi, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        Asked = [.. _byDoi.Select(d => new KnownArticle(d.Key, Since(d.Value)))];
    }

    public static KnownArticles None { get; } = new("", "", []);

    /// <summary>Each DOI once, the longest known first.</summary>
    public IReadOnlyList<KnownArticle> Asked { get; }

    /// <summary>The watch, where a hit from another source bears the DOI of the record.</summary>
    public IReadOnlyList<WatchMatch> Of(Hit record)
    {
        if (record is not Article { Doi: { } doi } || !_byDoi.TryGetValue(doi, out var same)) return [];
        var others = same.Where(k => k.Source != _source).ToList();
        if (others.Count == 0) return [];
        var match = new Match { Watch = _watch, Clause = $"doi of {others[0].HitId}", UpstreamOnly = others.All(o => o.UpstreamOnly) };
        return [new WatchMatch(_watch, [match], Quiet: true) { Beside = true }];
    }

    /// <summary>What the source has shown of it already is asked for only where it changed.</summary>
    private DateTimeOffset Since(List<KnownDoi> same) => same.Exists(k => k.Source == _source) ? DateTimeOffset.MinValue : same.Max(k => k.Since);
}
