namespace Monitor.Queries;

/// <summary>Whether a clause holds for a record (Kleene's three values).</summary>
internal enum Truth
{
    /// <summary>The record does not show it, and nobody who knows more was asked.</summary>
    No,

    /// <summary>The record does not show it, but its upstream was asked exactly this and gave the record: an exploded MeSH heading.</summary>
    Maybe,

    /// <summary>The record shows it.</summary>
    Yes,
}
