using System.Globalization;

namespace Monitor.Identity.Reports;

/// <summary>
/// Whether two records are one report. Identifiers first, then what holds apart, then title, authors, year, journal, volume
/// and pages. Pure: the same pair always gets the same decision, whichever comes first.
/// </summary>
internal static class SameReport
{
    public static PairDecision Decide(CitationForm a, CitationForm b)
    {
        var pair = new PairEvidence(a, b);
        var ruling = Rule(pair);
        return new PairDecision(ruling.Verdict, pair.Score(), ruling.HeldApart, ruling.Verdict == Verdict.Different
            && !ruling.HeldApart && !ruling.Kept ? [new Reason(ruling.Rule, a.Source.Title, b.Source.Title)] : Reasons(pair, ruling))
        {
            Versions = ruling.Versions,
            Kept = ruling.Kept,
        };
    }

    private static Ruling Rule(PairEvidence pair)
    {
        if (IdentifierRules.Pmid(pair) is { } pmid) return pmid;
        if (pair.Title.Relation == TitleRelation.Apart && !pair.SamePlace && !pair.SameDoi && !pair.SameRange && !pair.Recurring)
            return Ruling.Different("title-differs");
        if (HoldRules.OfWords(pair) is { } words) return words;
        if (IdentifierRules.DoiAndTitle(pair) is { } exact) return exact;
        if (HoldRules.OfPlace(pair) is { } place) return place;
        if (IdentifierRules.Doi(pair) is { } doi) return doi;
        if (pair.Recurring) return TitleRules.Recurring(pair);
        return pair.SameTitle ? TitleRules.Decide(pair) : PlaceRules.Decide(pair);
    }

    private static List<Reason> Reasons(PairEvidence pair, Ruling ruling)
    {
        var (a, b) = (pair.A.Source, pair.B.Source);
        var reasons = new List<Reason>(8) { Deciding(pair, ruling.Rule), new($"title {Word(pair.Title.Relation)}", a.Title, b.Title) };
        if (pair.Authors != AuthorRelation.Unknown) reasons.Add(new($"authors {Word(pair.Authors)}", Names(a), Names(b)));
        if (pair.Years is { } years) reasons.Add(new(years == 0 ? "year same" : "year differs", Year(a), Year(b)));
        if (pair.Journal != JournalRelation.Unknown) reasons.Add(new($"journal {Word(pair.Journal)}", a.Journal, b.Journal));
        if (pair.Volume != PlaceRelation.Unknown) reasons.Add(new($"volume {Word(pair.Volume)}", a.Volume, b.Volume));
        if (pair.Pages != PlaceRelation.Unknown) reasons.Add(new($"pages {Word(pair.Pages)}", a.Pages, b.Pages));
        return reasons;
    }

    /// <summary>The rule beside the values that it went by.</summary>
    private static Reason Deciding(PairEvidence pair, string rule)
    {
        var (a, b) = (pair.A, pair.B);
        if (rule.Contains("pmid", StringComparison.Ordinal)) return new Reason(rule, a.Pmid, b.Pmid);
        if (rule.Contains("pmcid", StringComparison.Ordinal)) return new Reason(rule, a.Pmcid, b.Pmcid);
        if (rule.Contains("doi", StringComparison.Ordinal) || rule.Contains("cochrane", StringComparison.Ordinal)) return new Reason(rule, a.Doi ?? Year(a.Source), b.Doi ?? Year(b.Source));
        if (rule == "other-kind") return new Reason(rule, Word(a.Notice), Word(b.Notice));
        if (rule == "other-number") return new Reason(rule, string.Join(' ', a.Title.Numbers), string.Join(' ', b.Title.Numbers));
        if (rule == "another-stage") return new Reason(rule, string.Join(' ', pair.Title.Left), string.Join(' ', pair.Title.Right));
        return new Reason(rule, Place(a.Source), Place(b.Source));
    }

    private static string Place(Citation c) => string.Join(' ', new[] { Year(c), c.Volume, c.Pages }.Where(p => !string.IsNullOrEmpty(p)));

    private static string? Year(Citation c) => c.Year?.ToString(CultureInfo.InvariantCulture);

    private static string Names(Citation c) => c.Authors.Count > 3 ? $"{string.Join("; ", c.Authors.Take(3))}; {c.Authors.Count - 3} more" : string.Join("; ", c.Authors);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
