namespace Monitor.Simulator.Records;

/// <summary>A state of a record of Europe PMC.</summary>
internal sealed record EuropePmcContent
{
    /// <summary><c>MED</c> for what PubMed holds, <c>PPR</c> for a preprint.</summary>
    public required string Collection { get; init; }

    /// <summary>PMID, or <c>PPR…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Words, people, place, links within PubMed; of a preprint without PMID.</summary>
    public required ArticleContent Article { get; init; }

    /// <summary>Of a preprint: where it was posted.</summary>
    public string? Server { get; init; }

    /// <summary>Of a preprint: which version this record is.</summary>
    public int? Number { get; init; }

    /// <summary>Of a preprint: its versions so far, oldest first.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>The article of a preprint, or the preprint of an article.</summary>
    public EuropePmcLink? Other { get; init; }

    /// <summary>When it was made, first shown, and last changed.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <inheritdoc cref="Created"/>
    public required DateTimeOffset Shown { get; init; }

    /// <inheritdoc cref="Created"/>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>As in the truth, without the source.</summary>
    public string ExternalId => $"{Collection}:{Id}";
}

/// <summary>A link in the words of Europe PMC: <c>Preprint of</c>, <c>Preprint in</c>.</summary>
internal sealed record EuropePmcLink(string Type, string Collection, string Id);
