using Monitor.Documents;

namespace Monitor.Identity.Studies;

/// <summary>
/// What a registration states: its number and those that lead to it; numbers of other registries; its publications. A sponsor's
/// own number joins nothing, as another sponsor may use it too, and a second number of the same registry is another study, such
/// as the one that it extends.
/// </summary>
internal static class TrialStudyLinks
{
    public static List<StudyLink> Of(Trial trial)
    {
        var own = Numbers([trial.RegistryId, .. trial.Aliases]).ToList();
        var registries = own.Select(n => n.Registry).ToHashSet(StringComparer.Ordinal);
        var links = own.Select((n, i) => new StudyLink(trial.Id, StudyKey.Number(n), LinkKind.Is, i == 0 ? "own-number" : "obsolete-number", n.Value)).ToList();
        var others = Numbers(trial.OtherIds).Where(n => !own.Contains(n)).GroupBy(n => n.Registry, StringComparer.Ordinal);
        foreach (var registry in others)
        {
            var rule = registries.Contains(registry.Key) ? "number-of-the-same-registry" : registry.Count() > 1 ? "several-numbers-of-one-registry" : "secondary-id";
            var kind = rule == "secondary-id" ? LinkKind.Secondary : LinkKind.Mentions;
            links.AddRange(registry.Select(n => new StudyLink(trial.Id, StudyKey.Number(n), kind, rule, $"secondary id {n.Value}")));
        }

        links.AddRange(Publications(trial));
        return links;
    }

    private static IEnumerable<StudyLink> Publications(Trial trial) =>
        from pmid in trial.Publications
        let derived = trial.DerivedPublications.Contains(pmid, StringComparer.Ordinal)
        let target = StudyKey.Pmid(pmid)
        where target is not null
        select derived
            ? new StudyLink(trial.Id, target, LinkKind.Derived, "found-by-the-registry", $"PMID {pmid} (derived)")
            : new StudyLink(trial.Id, target, LinkKind.Results, "publication-of-results", $"PMID {pmid} (result)");

    private static IEnumerable<RegistryNumber> Numbers(IEnumerable<string> ids) => ids.Select(RegistryNumber.ParseOrNull).OfType<RegistryNumber>().Distinct();
}
