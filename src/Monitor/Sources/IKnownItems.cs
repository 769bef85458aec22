namespace Monitor.Sources;

/// <summary>A source that can be asked whether a query finds certain items, in one request.</summary>
internal interface IKnownItems
{
    /// <summary>Whether it knows articles by their DOI besides its own ids.</summary>
    bool KnowsDois { get; }

    /// <summary>Those of the ids that the query finds, whatever their date.</summary>
    /// <exception cref="SourceException">Anything else than a complete answer: it says nothing about the items.</exception>
    Task<IReadOnlyList<string>> FindAsync(UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct);
}
