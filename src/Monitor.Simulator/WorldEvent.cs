namespace Monitor.Simulator;

/// <summary>One thing that became visible upstream: what a faultless monitor would have noticed.</summary>
/// <param name="At">The instant from which the endpoints show it.</param>
/// <param name="Source">One of <see cref="WorldSources"/>.</param>
/// <param name="ExternalId">
/// PMID, NCT number, recall number, <c>MED:</c> or <c>PPR:</c> with the number for Europe PMC, DOI in lower case for Crossref, or for a notice the <em>path</em> of its link (<c>/news-events/press-announcements/…</c>): host and
/// port of the simulator are not part of the truth.
/// </param>
/// <param name="Type">One of <see cref="WorldEventTypes"/>.</param>
/// <param name="Watches">Names of the demo's watches whose words the record holds; empty for one off topic.</param>
public sealed record WorldEvent(DateTimeOffset At, string Source, string ExternalId, string Type, IReadOnlyList<string> Watches)
{
    /// <summary>
    /// The world's own name of the report that the record is one of: <c>pubmed:</c> and the PMID where PubMed has it, else the id of
    /// the first record. Null = itself alone.
    /// </summary>
    public string? Report { get; init; }

    /// <summary>True when it belongs to a watch and is not <see cref="WorldEventTypes.Cosmetic"/>: it is expected to be delivered.</summary>
    public bool IsNews => Watches.Count > 0 && Type != WorldEventTypes.Cosmetic;

    /// <summary>Which of its report's versions the record is, or announces by its change: a preprint's count from 0, <see cref="Article"/> stands above them all.</summary>
    public int Edition { get; init; }

    /// <summary>The <see cref="Edition"/> of a published article, and of all its records.</summary>
    public const int Article = 100;

    /// <summary>The world's name of the report that a notice is about; null = it is no notice.</summary>
    public string? About { get; init; }

    /// <summary>What a notice does to the report that it is <see cref="About"/>: one of <see cref="WorldEventTypes"/>.</summary>
    public string? Effect { get; init; }

    /// <summary>It tells of harm to people by a product: whoever follows the safety watch is to be told at once.</summary>
    public bool Harm { get; init; }

    /// <summary>The world's name of the regulatory event that a notice is one of; null = itself alone, or the world does not say.</summary>
    public string? Event { get; init; }
}

/// <summary>Names of the sources, as in the product's data.</summary>
public static class WorldSources
{
    public const string PubMed = "pubmed";
    public const string ClinicalTrialsGov = "clinicaltrials.gov";
    public const string FdaRss = "fda-rss";
    public const string OpenFdaEnforcement = "openfda-enforcement";
    public const string FdaWarningLetters = "fda-warning-letters";
    public const string FdaLetters = "fda-letters";
    public const string OpenFdaEvents = "openfda-events";
    public const string Crossref = "crossref";
    public const string EuropePmc = "europepmc";
}

/// <summary>Kinds of change, in the product's revision words, and <see cref="Cosmetic"/> for what is no news.</summary>
public static class WorldEventTypes
{
    public const string New = "new";
    public const string Corrected = "corrected";
    public const string Retracted = "retracted";
    public const string ExpressionOfConcern = "expression-of-concern";
    public const string StatusChanged = "status-changed";
    public const string ResultsPosted = "results-posted";
    public const string ClassAssigned = "class-assigned";
    public const string Terminated = "terminated";
    public const string Updated = "updated";
    public const string Deleted = "deleted";
    public const string Cosmetic = "cosmetic";
}
