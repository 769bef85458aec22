namespace Monitor.Identity.Studies;

/// <summary>A link between two clusters as they stand at a step.</summary>
/// <param name="Link">What states it.</param>
/// <param name="From">Cluster of the hit that states it.</param>
/// <param name="To">Cluster of what it names.</param>
internal sealed record StudyEdge(StudyLink Link, int From, int To)
{
    /// <summary>The end that says what it is about; the other is the paper.</summary>
    public int Dependent => Link.Kind == LinkKind.AboutIt ? To : From;

    public int Paper => Link.Kind == LinkKind.AboutIt ? From : To;

    /// <summary>Null where a rule of the link itself lets it join nothing, which is then noted, or where both ends are one already.</summary>
    public static StudyEdge? Of(StudyLink link, StudyClusters clusters, Dictionary<StudyLink, string> apart)
    {
        var from = clusters.Find(link.From) ?? throw new InvalidOperationException($"{link.From} states a link and is no hit");
        if (clusters.Find(link.Target) is not { } to)
        {
            if (clusters.HoldersOf(link.Target) > 0) apart[link] = "doi-of-several-papers";
            return null;
        }

        // What held it in the round before may have changed.
        apart.Remove(link);
        if (link.Kind is LinkKind.Results or LinkKind.Derived && clusters.IsSynthesis(link.Target)) apart[link] = "article-looks-at-many-studies";
        var dependent = link.Kind == LinkKind.AboutIt ? link.Target : link.From;
        if (link.Kind is LinkKind.About or LinkKind.AboutIt && clusters.IsPaper(dependent)) apart[link] = "a-paper-of-its-own";
        return from == to || apart.ContainsKey(link) ? null : new StudyEdge(link, from, to);
    }
}
