namespace Monitor.Simulator.Generation;

/// <summary>A preprint while the world is being written.</summary>
/// <param name="Recipe">What it is about.</param>
/// <param name="Posted">When its server posted the first version.</param>
/// <param name="Shown">When Europe PMC shows the first version.</param>
internal sealed record PreprintDraft(Recipe Recipe, DateTimeOffset Posted, DateTimeOffset Shown)
{
    public required string TitleXml { get; init; }
    public required string Server { get; init; }

    /// <summary>Ids of its versions.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>When Europe PMC shows the second version; null = there is one only.</summary>
    public DateTimeOffset? Second { get; init; }

    /// <summary>When the article that came of it enters PubMed; null = none does.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When Europe PMC links the last version to that article.</summary>
    public DateTimeOffset? Linked { get; init; }

    /// <summary>Of that article.</summary>
    public string? Pmid { get; init; }

    /// <summary>The world's name of the report: the article's where there is one.</summary>
    public string Report => Pmid is null ? $"{WorldSources.EuropePmc}:PPR:{Ids[0]}" : $"{WorldSources.PubMed}:{Pmid}";
}
