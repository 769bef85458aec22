namespace Monitor.Identity.Reports;

/// <summary>A decided pair of records, their ids in ordinal order.</summary>
internal sealed record DecidedPair(CitationForm A, CitationForm B, PairDecision Decision);

/// <summary>Records gathered into reports.</summary>
/// <param name="Groups">Each report's records; ids in ordinal order, a record without duplicates is a group of one.</param>
/// <param name="Joined">The pairs on which the groups rest.</param>
/// <param name="Left">Pairs over two reports that a rule calls the same or leaves to a person, best score first.</param>
internal sealed record ReportGroups(IReadOnlyList<IReadOnlyList<CitationForm>> Groups, IReadOnlyList<DecidedPair> Joined, IReadOnlyList<DecidedPair> Left)
{
    /// <summary>
    /// What a person is asked, best score first: of two reports once, by the best pair, and not where a person has parted any two of their
    /// records.
    /// </summary>
    public IReadOnlyList<DecidedPair> ToPerson { get; private init; } = [];

    /// <summary>
    /// Gathers records along the pairs that are the same, best first. A pair joins nothing when a rule or a person holds apart any two
    /// of those it would bring together, or when it is one of two equally good claims on a record by reports that are held apart: it
    /// goes to a person. The order of records and pairs does not matter.
    /// </summary>
    /// <param name="records">All records, each id once.</param>
    /// <param name="pairs">The decided pairs.</param>
    /// <param name="people">What people decided; it comes first.</param>
    /// <param name="heldApart">Whether a rule holds two records apart; asked for pairs that were not candidates as well.</param>
    /// <param name="recurs">Whether the store knows a record's title as one that comes again; see <see cref="Recurrence"/>.</param>
    public static ReportGroups Of(
        IEnumerable<CitationForm> records, IEnumerable<DecidedPair> pairs, PersonDecisions people, Func<CitationForm, CitationForm, bool> heldApart, Func<CitationForm, bool> recurs)
    {
        var gathering = new Gathering(records);
        // What a person joined no rule holds apart any more.
        bool Apart(CitationForm a, CitationForm b) => people.Parted.Contains(new IdPair(a.Id, b.Id)) || (!gathering.Together(a.Id, b.Id) && heldApart(a, b));
        foreach (var joined in people.Joined.OrderBy(p => p.A, StringComparer.Ordinal).ThenBy(p => p.B, StringComparer.Ordinal))
        {
            gathering.TryJoin(joined.A, joined.B, (a, b) => people.Parted.Contains(new IdPair(a.Id, b.Id)));
        }

        var ordered = pairs.Where(p => p.Decision.Verdict != Verdict.Different && !Recurs(p, recurs))
            .OrderByDescending(p => p.Decision.Score).ThenBy(p => p.A.Id, StringComparer.Ordinal).ThenBy(p => p.B.Id, StringComparer.Ordinal).ToList();
        var contested = Claims.Contested(ordered, Apart);
        var (rests, left) = (new List<DecidedPair>(), new List<DecidedPair>());
        foreach (var pair in ordered)
        {
            if (pair.Decision.Verdict == Verdict.ToPerson) left.Add(pair);
            else if (contested.Contains(pair)) left.Add(Because(pair, "equal-claims"));
            else if (gathering.TryJoin(pair.A.Id, pair.B.Id, Apart)) rests.Add(pair);
            else left.Add(Because(pair, "report-held-apart"));
        }

        var over = left.Where(p => !gathering.Together(p.A.Id, p.B.Id) && !people.Parted.Contains(new IdPair(p.A.Id, p.B.Id))).ToList();
        var parted = people.Parted.Where(p => gathering.Has(p.A) && gathering.Has(p.B)).Select(p => gathering.Between(p.A, p.B)).ToHashSet();
        return new ReportGroups(gathering.Groups(), rests, over) { ToPerson = [.. over.Where(p => !parted.Contains(gathering.Between(p.A.Id, p.B.Id))).DistinctBy(p => gathering.Between(p.A.Id, p.B.Id))] };
    }

    /// <summary>Both are items of a column, and nothing but the title speaks for one: no evidence, and no question.</summary>
    public static bool Recurs(DecidedPair pair, Func<CitationForm, bool> recurs) =>
        !pair.Decision.Versions && pair.A.Title.Compact == pair.B.Title.Compact && !Recurrence.Proved(pair.A, pair.B) && (recurs(pair.A) || recurs(pair.B));

    private static DecidedPair Because(DecidedPair pair, string rule) =>
        pair with { Decision = pair.Decision with { Verdict = Verdict.ToPerson, Reasons = [new Reason(rule, pair.A.Id, pair.B.Id), .. pair.Decision.Reasons] } };
}
