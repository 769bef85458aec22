namespace Monitor.Sources.PubMed;

/// <summary>One search: a term, and the days by which it is cut.</summary>
/// <param name="Term">As sent.</param>
/// <param name="Datetype"><see cref="PubMedRequests.Entered"/> or <see cref="PubMedRequests.Modified"/>.</param>
/// <param name="Days">Both ends included.</param>
internal sealed record PubMedAsked(string Term, string Datetype, DayRange Days)
{
    /// <summary>The date that does not cut it yet.</summary>
    public string OtherDate => Datetype == PubMedRequests.Entered ? PubMedRequests.Modified : PubMedRequests.Entered;

    /// <summary>Those of its records whose other date lies in the days too.</summary>
    public PubMedAsked Within(DayRange days) => this with { Term = $"({Term}) AND (\"{days.MinDate}\"[{OtherDate}] : \"{days.MaxDate}\"[{OtherDate}])" };

    public override string ToString() => $"by {Datetype}, {Days}";
}

/// <summary>Where PubMed keeps the result of a search for some hours.</summary>
internal sealed record PubMedHistory(string WebEnv, string QueryKey);

/// <summary>All PMIDs of one search, in PubMed's order.</summary>
/// <param name="Asked">The search.</param>
/// <param name="Pmids">Each once.</param>
/// <param name="History">Where PubMed remembers them in the same order; null when it does not.</param>
internal sealed record PubMedListed(PubMedAsked Asked, IReadOnlyList<string> Pmids, PubMedHistory? History);
