using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>
/// Decides whether a record satisfies a query, with the reasons. A clause holds when the record shows it. One that it does not
/// show is left to an upstream that was asked exactly this (Maybe); one that was widened, or never asked, does not hold.
/// An exclusion takes away only what the record shows: who cannot be ruled out stays.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="watch">Name of the watch, for the reasons.</param>
/// <param name="vouched">Whether the upstream that gave the record was asked exactly this clause; null = no upstream was asked.</param>
internal sealed class Evaluator(Query query, string watch, Func<Clause, bool>? vouched = null)
{
    // Made whole by the first who asks and never changed, so that several threads may ask.
    private Dictionary<Term, FoldedTerm>? _terms;

    /// <summary>The answer, and why: one reason per clause and field that shows it; for Maybe one more that says upstream-only.</summary>
    public (Truth Truth, IReadOnlyList<Match> Reasons) Ask(HitTokens hit)
    {
        if (vouched is null && !MayHold(query.Root, hit)) return (Truth.No, []);
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
                return Left(term, IsShown(term, hit, reasons, wanted), wanted);
            case DateRange range:
                return Left(range, Dated(range, hit.Hit, reasons, wanted), wanted);
            case Not not:
                // What is excluded from an exclusion is wanted.
                return Holds(not.Part, hit, reasons, !wanted) switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Maybe };
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
    private Truth Left(Clause clause, bool shown, bool wanted) =>
        shown ? Truth.Yes : wanted && vouched is not null && vouched(clause) ? Truth.Maybe : Truth.No;

    private bool IsShown(Term term, HitTokens hit, List<Match> reasons, bool wanted)
    {
        if (hit.FactsOf(term.Tag) is var (facts, lines))
        {
            var line = FoldedOf(term).Line;
            var equal = facts.Values.Where((_, i) => Facts.Equal(term, line, lines[i])).ToList();
            if (equal.Count > 0 && wanted) reasons.Add(new Match { Watch = watch, Clause = QueryPrinter.Print(term), Field = facts.Field, Words = equal });
            // Where a source lists no registry numbers the text may state one; that excludes nothing.
            return equal.Count > 0 || (wanted && term.Tag == "si" && hit.Hit is Article && InText(term, "tiab", hit, reasons, wanted));
        }

        return InText(term, term.Tag, hit, reasons, wanted) | Beside(term, hit, reasons, wanted);
    }

    private bool InText(Term term, string tag, HitTokens hit, List<Match> reasons, bool wanted)
    {
        var words = FoldedOf(term).Words;
        var found = false;
        foreach (var field in hit.MayHold(words, term.Truncated) ? hit.Of(tag) : [])
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

        return found;
    }

    /// <summary>Headings and names are no text: a reader is shown the whole value.</summary>
    private bool Beside(Term term, HitTokens hit, List<Match> reasons, bool wanted)
    {
        var found = false;
        foreach (var field in hit.BesidesText(term.Tag))
        {
            if (!TermFinder.Find(term, FoldedOf(term).Words, field.Tokens).Any()) continue;
            found = true;
            if (!wanted) break;
            reasons.Add(new Match { Watch = watch, Clause = QueryPrinter.Print(term), Field = field.Field, Words = [field.Text] });
        }

        return found;
    }

    private bool Dated(DateRange range, Hit hit, List<Match> reasons, bool wanted)
    {
        var (holds, field, value) = HitDates.Holds(range, hit);
        if (wanted && holds && value is not null) reasons.Add(new Match { Watch = watch, Clause = QueryPrinter.Print(range), Field = field, Words = [value] });
        return holds;
    }
}
