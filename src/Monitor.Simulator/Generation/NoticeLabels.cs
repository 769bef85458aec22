using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Which reports are notices, of which papers, and what they do to them.</summary>
internal sealed class NoticeLabels(IEnumerable<Record<ArticleContent>> articles)
{
    private readonly Dictionary<string, (string About, string Effect)> _notices = articles
        .SelectMany(a => a.Versions[0].Content.Links.Where(l => EffectOf(l.RefType) is not null).Take(1).Select(l => (a.Id, Link: l)))
        // non-null: filtered just before
        .ToDictionary(n => Report(n.Id), n => (Report(n.Link.Pmid), EffectOf(n.Link.RefType)!), StringComparer.Ordinal);

    /// <summary>The first sight of a notice with what it is about.</summary>
    public WorldEvent Labelled(WorldEvent e) =>
        e is { Type: WorldEventTypes.New, Report: { } report } && _notices.TryGetValue(report, out var notice)
            ? e with { About = notice.About, Effect = notice.Effect } : e;

    private static string Report(string pmid) => $"{WorldSources.PubMed}:{pmid}";

    private static string? EffectOf(string refType) => refType switch
    {
        "RetractionOf" => WorldEventTypes.Retracted,
        "ErratumFor" => WorldEventTypes.Corrected,
        "ExpressionOfConcernFor" => WorldEventTypes.ExpressionOfConcern,
        _ => null,
    };
}
