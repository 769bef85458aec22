using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>
/// Decides whether a record satisfies a query, with the reasons. A clause that was sent upstream as it stands and that the
/// record does not show is left to the upstream (Maybe); a clause that was widened, or never sent, must be shown by the record.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="watch">Name of the watch, for the reasons.</param>
/// <param name="sentAsIs">Whether the upstream was asked exactly this clause; null = no upstream was asked.</param>
internal sealed class Evaluator(Query query, string watch, Func<Clause, bool>? sentAsIs = null)
{
    // Made whole by the first who asks and never changed, so that several threads may ask.
    private Dictionary<Term, FoldedTerm>? _terms;

    /// <summary>The answer, and why: one reason per clause and field that shows it; for Maybe one more that says upstream-only.</summary>
    public (Truth Truth, IReadOnlyList<Match> Reasons) Ask(HitTokens hit)
    {
        if (sentAsIs is null && !MayHold(query.Root, hit)) return (Truth.No, []);
        var reasons = new List<Match>();
        var truth = Holds(query.Root, hit, reasons, wanted: true);
        if (truth == Truth.Maybe) reasons.Add(new Match { Watch = watch, UpstreamOnly = true });
        return (truth, truth == Truth.No ? [] : reasons);
    }

    /// <summary>A quick no, without reasons: most watches meet most records only here.</summary>
    private bool MayHold(Clause clause, HitTokens hit)
    {
        switch (clause)
        {
            case Term { Tag: "tiab" or "ti" or "ab" or "ot" } term:
                return hit.MayHold(FoldedOf(term).Words, term.Truncated);
            case AllOf all:
                foreach (var part in all.Parts)
                {
                    if (!MayHold(part, hit)) return false;
                }

                return true;
            case AnyOf any:
                foreach (var part in any.Parts)
                {
                    if (MayHold(part, hit)) return true;
                }

                return false;
            default:
                return true;
        }
    }

    private FoldedTerm FoldedOf(Term term) => (_terms ??= FoldedTerm.AllOf(query.Root))[term];

    private Truth Holds(Clause clause, HitTokens hit, List<Match> reasons, bool wanted)
    {
        switch (clause)
        {
            case Term term:
                return Left(term, Find(term, hit, reasons, wanted), wanted);
            case DateRange range:
                return Left(range, Dated(range, hit.Hit, reasons, wanted), wanted);
            case Not not:
                return Holds(not.Part, hit, reasons, wanted: false) switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Maybe };
            case AllOf all:
                var mark = reasons.Count;
                var least = Truth.Yes;
                foreach (var part in all.Parts)
                {
                    var truth = Holds(part, hit, reasons, wanted);
                    if (truth < least) least = truth;
                    if (truth != Truth.No) continue;
                    reasons.RemoveRange(mark, reasons.Count - mark);
                    return Truth.No;
                }

                return least;
            case AnyOf any:
                // Every alternative is tried, so that a reader sees all words that count.
                return any.Parts.Select(part => Holds(part, hit, reasons, wanted)).Aggregate(Truth.No, (a, b) => a > b ? a : b);
            default:
                throw new InvalidOperationException($"Unknown clause {clause.GetType().Name}.");
        }
    }

    /// <summary>What the record does not show is left to an upstream that was asked exactly this.</summary>
    private Truth Left(Clause clause, Truth truth, bool wanted) =>
        wanted && truth == Truth.No && sentAsIs is not null && sentAsIs(clause) ? Truth.Maybe : truth;

    private Truth Find(Term term, HitTokens hit, List<Match> reasons, bool wanted)
    {
        if (hit.FactsOf(term.Tag) is var (facts, lines))
        {
            var line = FoldedOf(term).Line;
            var equal = facts.Values.Where((_, i) => Facts.Equal(term, line, lines[i])).ToList();
            if (equal.Count == 0) return facts.Otherwise;
            if (wanted) reasons.Add(new Match { Watch = watch, Clause = QueryPrinter.Print(term), Field = facts.Field, Words = equal });
            return Truth.Yes;
        }

        var words = FoldedOf(term).Words;
        var found = false;
        foreach (var field in hit.MayHold(words, term.Truncated) ? hit.Of(term.Tag) : [])
        {
            var spans = TermFinder.Find(term, words, field.Tokens).ToList();
            if (spans.Count == 0) continue;
            found = true;
            if (!wanted) break;
            reasons.Add(new Match
            {
                Watch = watch,
                Clause = QueryPrinter.Print(term),
                Field = field.Field,
                Words = [.. spans.Select(s => field.Text.Substring(s.Start, s.Length)).Distinct(StringComparer.OrdinalIgnoreCase)],
                Offsets = spans,
            });
        }

        // [tw] and [all] look into headings and names that are not kept here.
        return found ? Truth.Yes : term.Tag is "tw" or "all" && hit.Hit is Article ? Truth.Maybe : Truth.No;
    }

    private Truth Dated(DateRange range, Hit hit, List<Match> reasons, bool wanted)
    {
        var (truth, field, value) = HitDates.Holds(range, hit);
        if (wanted && truth == Truth.Yes && value is not null) reasons.Add(new Match { Watch = watch, Clause = QueryPrinter.Print(range), Field = field, Words = [value] });
        return truth;
    }
}
