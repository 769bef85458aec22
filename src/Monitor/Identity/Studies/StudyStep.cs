namespace Monitor.Identity.Studies;

/// <summary>Which links of one step may join, all looked at together so that their order says nothing.</summary>
internal static class StudyStep
{
    /// <param name="step">The kind of link.</param>
    /// <param name="edges">Of that kind, between different clusters.</param>
    /// <param name="clusters">As the steps before left them.</param>
    /// <param name="apart">Receives why the others may not.</param>
    public static IReadOnlyList<StudyEdge> Allowed(string step, IReadOnlyList<StudyEdge> edges, StudyClusters clusters, Dictionary<StudyLink, string> apart)
    {
        var left = Without(edges, e => clusters.AreApart([e.From, e.To]), "registrations-that-do-not-name-each-other", apart);
        if (step == LinkKind.About)
        {
            var papers = left.GroupBy(e => e.Dependent).Where(g => g.Select(e => e.Paper).Distinct().Skip(1).Any()).Select(g => g.Key).ToHashSet();
            left = Without(left, e => papers.Contains(e.Dependent), "about-several-papers", apart);
        }

        var torn = Torn(left, clusters);
        left = Without(left, e => torn.Contains((e.From, e.To)), "claimed-by-studies-held-apart", apart);
        var chained = Chained(left, clusters);
        return Without(left, e => chained.Contains(e.From), "chain-between-studies-held-apart", apart);
    }

    private static List<StudyEdge> Without(IReadOnlyList<StudyEdge> edges, Func<StudyEdge, bool> refused, string rule, Dictionary<StudyLink, string> apart)
    {
        var kept = new List<StudyEdge>();
        foreach (var edge in edges)
        {
            if (refused(edge)) apart[edge.Link] = rule;
            else kept.Add(edge);
        }

        return kept;
    }

    /// <summary>The pairs at a cluster whose neighbours are held apart from one another.</summary>
    private static HashSet<(int From, int To)> Torn(List<StudyEdge> edges, StudyClusters clusters)
    {
        var torn = new HashSet<(int, int)>();
        foreach (var at in edges.SelectMany(e => new[] { (Cluster: e.From, Edge: e, Other: e.To), (Cluster: e.To, Edge: e, Other: e.From) }).GroupBy(x => x.Cluster))
        {
            var others = at.Select(x => x.Other).Distinct().ToList();
            if (!clusters.AreApart([at.Key, .. others])) continue;
            // Of what a hit states, none joins where some contradict; of those that claim a cluster, the contradicting ones.
            var stated = at.Where(x => x.Edge.From == at.Key).ToList();
            var refused = clusters.AreApart([at.Key, .. stated.Select(x => x.Other).Distinct()]) ? stated : [];
            var claimed = at.Where(x => x.Edge.To == at.Key && others.Exists(o => o != x.Other && clusters.AreApart([o, x.Other])));
            foreach (var x in refused.Concat(claimed)) torn.Add((x.Edge.From, x.Edge.To));
        }

        return torn;
    }

    /// <summary>The clusters of every chain that would still join what is held apart.</summary>
    private static HashSet<int> Chained(List<StudyEdge> edges, StudyClusters clusters)
    {
        var parts = new Disjoint();
        foreach (var edge in edges) parts.Join(edge.From, edge.To);
        return [.. edges.SelectMany(e => new[] { e.From, e.To }).Distinct().GroupBy(parts.Find).Where(part => clusters.AreApart([.. part])).SelectMany(part => part)];
    }
}
