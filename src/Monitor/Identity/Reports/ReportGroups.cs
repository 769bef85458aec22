namespace Monitor.Identity.Reports;

/// <summary>A decided pair of records, by their ids in ordinal order.</summary>
internal sealed record DecidedPair(CitationForm A, CitationForm B, PairDecision Decision);

/// <summary>Records gathered into reports.</summary>
/// <param name="Groups">Each report's records; ids in ordinal order, a record without duplicates is a group of one.</param>
/// <param name="Joined">The pairs on which the groups rest.</param>
/// <param name="ToPerson">What was left to a person, pairs of one report left out, best score first.</param>
internal sealed record ReportGroups(IReadOnlyList<IReadOnlyList<CitationForm>> Groups, IReadOnlyList<DecidedPair> Joined, IReadOnlyList<DecidedPair> ToPerson)
{
    /// <summary>Two claims on a record within this much of each other are equally good.</summary>
    private const double Margin = 0.03;

    /// <summary>
    /// Gathers records along the pairs that are the same, best first. A pair joins nothing when a rule holds apart any two of those
    /// it would bring together, or when it is one of two equally good claims on a record by reports that are held apart: it goes to a
    /// person. The order of records and pairs does not matter.
    /// </summary>
    /// <param name="records">All records, each id once.</param>
    /// <param name="pairs">The decided pairs.</param>
    /// <param name="heldApart">Whether a rule holds two records apart; asked for pairs that were not candidates as well.</param>
    public static ReportGroups Of(IEnumerable<CitationForm> records, IEnumerable<DecidedPair> pairs, Func<CitationForm, CitationForm, bool> heldApart)
    {
        var reports = records.ToDictionary(r => r.Id, r => new List<CitationForm> { r }, StringComparer.Ordinal);
        var ordered = pairs.Where(p => p.Decision.Verdict != Verdict.Different).Select(Ordered)
            .OrderByDescending(p => p.Decision.Score).ThenBy(p => p.A.Id, StringComparer.Ordinal).ThenBy(p => p.B.Id, StringComparer.Ordinal).ToList();
        var contested = Contested(ordered, heldApart);
        var (joined, left) = (new List<DecidedPair>(), new List<DecidedPair>());
        foreach (var pair in ordered)
        {
            var (a, b) = (reports[pair.A.Id], reports[pair.B.Id]);
            if (pair.Decision.Verdict == Verdict.ToPerson || contested.Contains(pair)) left.Add(pair);
            else if (ReferenceEquals(a, b)) joined.Add(pair);
            else if (a.Exists(x => b.Exists(y => heldApart(x, y)))) left.Add(Held(pair));
            else
            {
                joined.Add(pair);
                Join(reports, a, b);
            }
        }

        var groups = reports.Values.Distinct().Select(g => (IReadOnlyList<CitationForm>)[.. g.OrderBy(r => r.Id, StringComparer.Ordinal)]).OrderBy(g => g[0].Id, StringComparer.Ordinal);
        return new ReportGroups([.. groups], joined, [.. left.Where(p => !ReferenceEquals(reports[p.A.Id], reports[p.B.Id]))]);
    }

    private static DecidedPair Ordered(DecidedPair pair) => string.CompareOrdinal(pair.A.Id, pair.B.Id) <= 0 ? pair : new DecidedPair(pair.B, pair.A, pair.Decision);

    private static DecidedPair Held(DecidedPair pair) =>
        pair with { Decision = pair.Decision with { Verdict = Verdict.ToPerson, Reasons = [new Reason("report-held-apart", pair.A.Id, pair.B.Id), .. pair.Decision.Reasons] } };

    private static void Join(Dictionary<string, List<CitationForm>> reports, List<CitationForm> a, List<CitationForm> b)
    {
        if (a.Count < b.Count) (a, b) = (b, a);
        a.AddRange(b);
        foreach (var record in b) reports[record.Id] = a;
    }

    /// <summary>Pairs that claim one record for two others which are held apart, about equally well: neither may win by a hair.</summary>
    private static HashSet<DecidedPair> Contested(List<DecidedPair> ordered, Func<CitationForm, CitationForm, bool> heldApart)
    {
        var contested = new HashSet<DecidedPair>(ReferenceEqualityComparer.Instance);
        var claims = ordered.Where(p => p.Decision.Verdict == Verdict.Same).SelectMany(p => new[] { (Record: p.A, Other: p.B, Pair: p), (Record: p.B, Other: p.A, Pair: p) }).GroupBy(c => c.Record.Id, StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            var list = claim.ToList();
            for (var i = 0; i < list.Count; i++)
            {
                for (var j = i + 1; j < list.Count; j++)
                {
                    if (Math.Abs(list[i].Pair.Decision.Score - list[j].Pair.Decision.Score) > Margin || !heldApart(list[i].Other, list[j].Other)) continue;
                    contested.Add(list[i].Pair);
                    contested.Add(list[j].Pair);
                }
            }
        }

        return contested;
    }
}
