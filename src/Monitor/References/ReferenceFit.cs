using Monitor.Identity.Reports;

namespace Monitor.References;

/// <summary>How well a known record fits a reference.</summary>
internal enum FitLevel
{
    None,

    /// <summary>Alike enough for a person to look at.</summary>
    Near,

    /// <summary>This work is meant, though what holds two records of a database apart (a year, a page) may be wrong in the reference.</summary>
    Likely,

    /// <summary>One report by the rules of decision 020, or by identifier and title.</summary>
    Sure,
}

/// <summary>A known record beside a reference.</summary>
/// <param name="Record">The record.</param>
/// <param name="Level">How well it fits.</param>
/// <param name="ById">It bears an identifier that the reference gives.</param>
/// <param name="Score">Of the rules, 0 to 1.</param>
/// <param name="Rule">What decided the level.</param>
internal sealed record ReferenceFit(KnownRecord Record, FitLevel Level, bool ById, double Score, string Rule)
{
    /// <summary>
    /// The rules that join records (decision 020) rather miss a duplicate than merge wrongly, because both records are right. A reference
    /// may be wrong: the very title by nobody else is the work, and the year that differs is what is to be told.
    /// </summary>
    /// <param name="form">The reference with its identifiers.</param>
    /// <param name="bare">Without: a wrong identifier must not decide.</param>
    /// <param name="known">The record.</param>
    public static ReferenceFit Of(CitationForm form, CitationForm bare, KnownRecord known)
    {
        var byId = (form.Pmid is not null && form.Pmid == known.Form.Pmid) || (form.Doi is not null && form.Doi == known.Form.Doi) || (form.Pmcid is not null && form.Pmcid == known.Form.Pmcid);
        var pair = new PairEvidence(bare, known.Bare);
        ReferenceFit At(FitLevel level, string rule) => new(known, level, byId, pair.Score(), rule);
        if (bare.Title.IsEmpty) return byId ? At(FitLevel.Sure, "identifier") : AtPlace(pair) ? At(FitLevel.Likely, "place-in-print") : At(FitLevel.None, "nothing");
        var decision = SameReport.Decide(bare, known.Bare);
        if (decision.Verdict == Verdict.Same) return At(FitLevel.Sure, decision.Reasons[0].Rule);
        var held = HoldRules.OfWords(pair)?.Rule;
        if (held is null && byId && pair.Title.Relation >= TitleRelation.Contained) return At(FitLevel.Sure, "identifier-and-title");
        if (held is null && Meant(pair, byId) is { } rule) return At(FitLevel.Likely, rule);
        var near = byId || (pair.Title.Relation >= TitleRelation.Near && pair.Title.Share >= 0.5) || AtPlace(pair);
        return near ? At(FitLevel.Near, held ?? decision.Reasons[0].Rule) : At(FitLevel.None, decision.Reasons[0].Rule);
    }

    private static string? Meant(PairEvidence pair, bool byId)
    {
        var (title, journal) = (pair.Title.Relation, pair.Journal == JournalRelation.Same);
        if (byId && title >= TitleRelation.Near && pair.Title.Share >= 0.6) return "identifier-and-title-alike";
        if (title >= TitleRelation.Spelling && pair.Authors != AuthorRelation.Conflict && (pair.Specific || (pair.Authors == AuthorRelation.Agree && journal))) return "title";
        if (title >= TitleRelation.Spelling && (byId || pair.SamePlace || (pair.Specific && journal))) return "title-of-other-authors";
        if (title >= TitleRelation.Contained && pair is { Specific: true, Authors: AuthorRelation.Agree, Years: 0 or 1 or null }) return "title-cut";
        return AtPlace(pair) && pair.Authors == AuthorRelation.Agree && pair.Title.Share >= 0.3 ? "place-in-print-and-authors" : null;
    }

    private static bool AtPlace(PairEvidence pair) => pair is { SamePlace: true, Journal: JournalRelation.Same, Years: 0 or 1 or null } && pair.Authors != AuthorRelation.Conflict;
}
