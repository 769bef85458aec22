using Monitor.Documents;

namespace Monitor.Polling;

/// <summary>A record on its way into the store, with the watches it satisfies.</summary>
/// <param name="Document">The record.</param>
/// <param name="Watches">Empty when it satisfies none: then only a hit already stored is revised by it.</param>
internal sealed record Candidate(Hit Document, IReadOnlyList<WatchMatch> Watches)
{
    /// <summary>False for a kept feed item that is matched again: it was not retrieved by this run.</summary>
    public bool Counted { get; init; } = true;

    /// <summary>
    /// This feed shows the item as it did before: what is stored stays. One notice may stand in two feeds with other words,
    /// which must not become a change each time one of them is read.
    /// </summary>
    public bool Unchanged { get; init; }

    /// <summary>Shown again after it had been missing from a list that shows all there is: if its going was told, so is its return.</summary>
    public bool Returned { get; init; }

    /// <summary>Stored even if it satisfies no watch (import with <c>--all</c>).</summary>
    public bool KeepAnyway { get; init; }
}

/// <summary>A watch that a record satisfies.</summary>
/// <param name="Watch">Its name.</param>
/// <param name="Reasons">At least one.</param>
/// <param name="Quiet">Stored without telling anybody.</param>
internal sealed record WatchMatch(string Watch, IReadOnlyList<Match> Reasons, bool Quiet)
{
    /// <summary>
    /// It belongs to the watch only because another hit of the watch bears its DOI: nothing new to anybody, and no hit that was
    /// stored silently either. What changes in it is told as of that other hit.
    /// </summary>
    public bool Beside { get; init; }
}
