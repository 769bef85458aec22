using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Text;

namespace Monitor.Sources.Crossref;

/// <summary>What became of a work, or what it says of others.</summary>
/// <param name="Corrections">In PubMed's words, each link once, however many say so.</param>
/// <param name="NoticeTypes">Publication types of a notice; empty for any other work.</param>
internal sealed record WorkUpdates(IReadOnlyList<Correction> Corrections, IReadOnlyList<string> NoticeTypes);

/// <summary>
/// Reads <c>updated-by</c> (on the work concerned), <c>update-to</c> (on the notice) and the relations between preprint and
/// article. The same event stands there once per source (the publisher, Retraction Watch) and is one link that names both.
/// </summary>
internal static class CrossrefUpdates
{
    /// <summary>A link as one of several may state it.</summary>
    private sealed record Said(string Type, string? Doi, string? By, string? At);

    public static WorkUpdates Of(JsonNode work, string own)
    {
        var by = work["updated-by"].Items().Select(Entry).OfType<Said>().ToList();
        var to = work["update-to"].Items().Select(Entry).OfType<Said>().ToList();
        // An update of itself: the publisher put the notice in the place of the work.
        by.AddRange(to.Where(e => e.Doi == own));
        to.RemoveAll(e => e.Doi == own);
        var reinstated = by.Where(e => CrossrefTypes.IsReinstatement(e.Type)).Select(e => e.At ?? "").DefaultIfEmpty().Max(StringComparer.Ordinal);
        var said = by.Where(e => !CrossrefTypes.IsReinstatement(e.Type)).Select(e => e with { Type = CrossrefTypes.Update(e.Type).In })
            .Where(s => reinstated is null || s.Type is not ("RetractionIn" or "ExpressionOfConcernIn") || string.CompareOrdinal(s.At ?? "", reinstated) > 0)
            .Concat(to.Where(e => !CrossrefTypes.IsReinstatement(e.Type)).Select(e => e with { Type = CrossrefTypes.Update(e.Type).Of }))
            .Concat(Related(work["relation"]));
        return new WorkUpdates(Once(said), [.. to.Select(e => CrossrefTypes.Update(e.Type).Publication).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    private static Said? Entry(JsonNode entry) => CleanText.OneLine(entry["type"].Text()) is { } type
        ? new Said(type, CrossrefDoi.Of(entry["DOI"].Text()), CleanText.OneLine(entry["source"].Text()) ?? "publisher", CrossrefDate.Of(entry["updated"])?.ToString() ?? Day(entry["updated"]["date-time"].Text()))
        : null;

    private static string? Day(string? instant) => instant is { Length: >= 10 } && PartialDate.TryParse(instant[..10], out var day) ? day.ToString() : null;

    private static IEnumerable<Said> Related(JsonNode relation) =>
        Related(relation["is-preprint-of"], "UpdateIn", "the article's publisher").Concat(Related(relation["has-preprint"], "UpdateOf", "the preprint's server"));

    private static IEnumerable<Said> Related(JsonNode list, string type, string other) =>
        list.Items().Where(r => r["id-type"].Text() is null or "doi")
            .Select(r => new Said(type, CrossrefDoi.Of(r["id"].Text()), r["asserted-by"].Text() == "object" ? other : "publisher", null)).Where(s => s.Doi is not null);

    /// <summary>One link per kind and notice, the oldest first; who names no notice means the one that others name.</summary>
    private static List<Correction> Once(IEnumerable<Said> said)
    {
        var links = new List<Correction>();
        foreach (var one in said.OrderBy(s => s.At is null ? 1 : 0).ThenBy(s => s.At, StringComparer.Ordinal).ThenBy(s => s.Doi is null ? 1 : 0).ThenBy(s => s.Doi, StringComparer.Ordinal).ThenBy(s => s.By, StringComparer.Ordinal))
        {
            var at = links.FindIndex(l => l.Type == one.Type && (l.Doi == one.Doi || l.Doi is null || one.Doi is null));
            if (at < 0) links.Add(new Correction { Type = one.Type, Doi = one.Doi, Source = one.By });
            else links[at] = links[at] with { Doi = links[at].Doi ?? one.Doi, Source = Joined(links[at].Source, one.By) };
        }

        return links;
    }

    private static string? Joined(string? first, string? second) =>
        string.Join(", ", new[] { first, second }.OfType<string>().SelectMany(s => s.Split(", ")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } both ? both : null;
}
