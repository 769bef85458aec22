namespace Monitor.Sources;

/// <summary>A source that withdraws records without a word, and can be asked which of them it still has.</summary>
internal interface IRecordHolder
{
    /// <summary>Those of the ids whose record the source still has, in no order.</summary>
    /// <param name="ids">Its own ids, some hundred at most.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="SourceException">Anything else than a complete answer: it says nothing about the records.</exception>
    Task<IReadOnlyList<string>> StillThereAsync(IReadOnlyList<string> ids, CancellationToken ct);
}
