namespace Monitor.Queries;

/// <summary>Whether a clause holds for a record, as far as the record itself tells (Kleene's three values).</summary>
internal enum Truth
{
    /// <summary>The record shows that it does not hold.</summary>
    No,

    /// <summary>The record cannot show it: an exploded MeSH heading, an affiliation that is not kept.</summary>
    Maybe,

    /// <summary>The record shows it.</summary>
    Yes,
}
