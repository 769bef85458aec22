namespace Monitor.Identity.Studies;

/// <summary>Whether a link joined its two ends, and by which rule not.</summary>
/// <param name="Link">What was stated.</param>
/// <param name="Joined">Both ends are in one study, because of this link or others.</param>
/// <param name="Apart">Name of the rule that held them apart; null where nothing did.</param>
internal sealed record LinkOutcome(StudyLink Link, bool Joined, string? Apart);

/// <summary>One study.</summary>
/// <param name="Id">Its best known registry number, otherwise the first of its hits by id: a function of what it holds, never of who came first.</param>
/// <param name="Hits">Ids, ordered.</param>
/// <param name="Numbers">Of registries, the best known first.</param>
internal sealed record StudyGroup(string Id, IReadOnlyList<string> Hits, IReadOnlyList<RegistryNumber> Numbers);

/// <summary>What became of all statements.</summary>
/// <param name="Groups">Each hit in one of them.</param>
/// <param name="Links">Every link but what is a hit's own.</param>
internal sealed record Gathered(IReadOnlyList<StudyGroup> Groups, IReadOnlyList<LinkOutcome> Links);

/// <summary>
/// Gathers hits into studies. A pure function of the statements, whatever their order: step by step from the strongest kind of
/// link to the weakest, and at each step nothing joins that would bring two registrations together which do not name each other.
/// Who is claimed by two that are held apart is joined to neither.
/// </summary>
internal static class StudyGathering
{
    /// <summary>The strongest first. Mentions are no step.</summary>
    private static readonly string[] Steps = [LinkKind.Secondary, LinkKind.States, LinkKind.Version, LinkKind.Results, LinkKind.Derived, LinkKind.About];

    public static Gathered Of(IEnumerable<StudyStatement> statements)
    {
        var all = statements.OrderBy(s => s.Hit, StringComparer.Ordinal).ToList();
        var clusters = new StudyClusters(all);
        var apart = new Dictionary<StudyLink, string>();
        foreach (var step in Steps)
        {
            // In rounds: a reply to a letter about a paper is of one study once the letter is.
            bool again;
            do again = Round(step, all, clusters, apart);
            while (again);
            if (step == LinkKind.Secondary) clusters.CloseRegistrations();
        }

        var outcomes = all.SelectMany(s => s.Links).Where(l => l.Kind != LinkKind.Is).Select(l => Outcome(l, clusters, apart)).ToList();
        return new Gathered(clusters.Groups(), outcomes);
    }

    /// <returns>Whether anything joined.</returns>
    private static bool Round(string step, List<StudyStatement> all, StudyClusters clusters, Dictionary<StudyLink, string> apart)
    {
        var edges = all.SelectMany(s => s.Links).Where(l => l.Kind == step || (step == LinkKind.About && l.Kind == LinkKind.AboutIt))
            .Select(l => StudyEdge.Of(l, clusters, apart)).OfType<StudyEdge>().ToList();
        var allowed = StudyStep.Allowed(step, edges, clusters, apart);
        clusters.Join(allowed);
        return allowed.Count > 0 && step == LinkKind.About;
    }

    private static LinkOutcome Outcome(StudyLink link, StudyClusters clusters, Dictionary<StudyLink, string> apart)
    {
        var joined = clusters.Find(link.Target) is { } there && there == clusters.Find(link.From);
        return new LinkOutcome(link, joined, joined ? null : link.Kind == LinkKind.Mentions ? link.Rule : apart.GetValueOrDefault(link));
    }
}
