using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Delivery;

/// <summary>What is said of the other records of a report, where one of them is shown. Pure.</summary>
internal static class ReportLines
{
    /// <param name="shown">The record that is shown.</param>
    /// <param name="also">The others, the leading one first.</param>
    /// <param name="state">What the report is now.</param>
    public static IEnumerable<string> Of(Hit shown, IReadOnlyList<Article> also, ReportState state)
    {
        if (shown is not Article article) yield break;
        foreach (var mark in state.Marks.Where(m => m.Kind is not (StateKind.Preprint or StateKind.Withdrawn))) yield return mark.Text;
        if (also.Count == 0) yield break;
        var preprint = ReportOrder.IsPreprint(article);
        // Databases differ in what they call a preprint; with the same DOI it is the same thing.
        var doi = Identifiers.Doi(article.Doi);
        var ofKind = also.ToLookup(o => ReportOrder.IsPreprint(o) == preprint || (doi is not null && Identifiers.Doi(o.Doi) == doi));
        foreach (var other in ofKind[false].Take(preprint ? 1 : 2)) yield return preprint ? $"Published as: {Place(other)}" : $"Preprint of it: {Place(other)}";
        var versions = !preprint ? [] : ofKind[true].Where(ReportOrder.IsPreprint).Select(ReportOrder.Version).OfType<int>()
            .Where(v => v != ReportOrder.Version(article)).Distinct().Order().ToList();
        if (versions.Count > 0) yield return $"Also as version {string.Join(", ", versions)}";
        var others = ofKind[true].Where(o => o.Source != article.Source).ToList();
        if (others.Count > 0) yield return $"Also in {SourceNames.Of(others)}";
    }

    private static string Place(Article a) =>
        string.Join(", ", new[] { a.Journal ?? a.Book, a.Published?.ToString(), ReportOrder.Version(a) is > 1 and var v && ReportOrder.IsPreprint(a) ? $"version {v}" : null, a.Doi is null ? null : $"doi {a.Doi}" }.Where(p => p is not null));
}
