namespace Monitor.Sources;

/// <summary>What an upstream grants, and so how many parts a query may be asked in.</summary>
/// <param name="PerPart">Requests that one part of a query takes at least.</param>
/// <param name="PerDay">Requests granted a day, by the upstream's own documents; null = it names no number.</param>
internal readonly record struct RequestQuota(int PerPart, int? PerDay)
{
    /// <summary>
    /// Most parts of one query, whatever is granted. At PubMed they are some fifty requests: less than the hundred in a row
    /// that NCBI wants at night.
    /// </summary>
    public const int MostParts = 12;

    /// <summary>One query gets a tenth of the day: other watches, further pages, and what is asked by hand live on the rest.</summary>
    private const int Queries = 10;

    /// <summary>Most parts of a query that is asked so often.</summary>
    public int PartsAt(int pollsADay) => Math.Clamp((PerDay ?? int.MaxValue) / Queries / pollsADay / PerPart, 1, MostParts);
}
