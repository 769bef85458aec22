using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Store.Sql;

/// <summary>What stands of a hit in our own tables: all that is filtered, sorted or searched by.</summary>
internal sealed record HitRow(
    string Id, string Kind, string Source, string ExternalId, string? Published, long FirstSeen, long LastChanged, string? Design, int Facts,
    string Text, IReadOnlyList<(string Scheme, string Value)> Identifiers, IReadOnlyList<(string Watch, bool UpstreamOnly)> Watches)
{
    /// <summary>Longer ones are in the document only: no identifier is, and an index has its limits.</summary>
    private const int LongestIdentifier = 500;

    public static HitRow Of(Hit hit) => new(
        hit.Id, hit.Kind, hit.Source, hit.ExternalId, hit.Published?.ToString(), hit.FirstSeen.Ms(), hit.LastChanged.Ms(),
        FactTable.Design(hit), hit.Tags.Count == 0 ? 0 : RuleSet.Number, SearchText(hit), [.. IdentifiersOf(hit).Distinct()],
        [.. hit.Matches.GroupBy(m => m.Watch, StringComparer.Ordinal).Select(m => (m.Key, m.Any(r => r.UpstreamOnly)))]);

    /// <summary>What full-text search finds a hit by: all that may be matched, and names a reader would type.</summary>
    private static string SearchText(Hit hit)
    {
        var names = hit switch
        {
            Article a => a.Authors.Select(x => x.Name).Append(a.Journal).Concat(a.MeshTerms).Concat(a.Funders).Append(a.ConflictStatement),
            Trial t => [t.Sponsor, t.RegistryId],
            _ => [],
        };
        return string.Join(' ', Fields.Of(hit, "tiab").Select(f => f.Text).Concat(names.OfType<string>()).Select(Folded.Line));
    }

    private static IEnumerable<(string Scheme, string Value)> IdentifiersOf(Hit hit)
    {
        var all = hit switch
        {
            Article a => [("pmid", a.Pmid), ("doi", a.Doi), ("pmcid", a.Pmcid), .. a.Registrations.Select(r => ("registration", (string?)r))],
            Trial t => [("registry", t.RegistryId), .. t.OtherIds.Select(o => ("other", (string?)o))],
            Notice n => new (string, string?)[] { ("event", n.EventId) },
            _ => [],
        };
        return all.Append(("id", hit.Id)).Append(("external", hit.ExternalId))
            .Where(i => !string.IsNullOrWhiteSpace(i.Item2) && i.Item2.Length <= LongestIdentifier)
            .Select(i => (i.Item1, i.Item2!.Trim().ToLowerInvariant())); // non-null: filtered just before
    }
}
