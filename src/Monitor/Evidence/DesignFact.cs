using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// The study design: from the words of title and abstract, until the indexers' publication types come and say it. Where no
/// kind of study stands out, the record is silent.
/// </summary>
internal static class DesignFact
{
    /// <summary>Below this share of the weights a kind is a guess.</summary>
    private const double Enough = 0.3;

    /// <summary>The same where one cue alone speaks for it.</summary>
    private const double EnoughOfOne = 0.6;

    public static Tag Of(Article article, Reading reading, KindScore score) => ByType(article, reading, score) ?? ByText(reading, score);

    private static Tag? ByType(Article article, Reading reading, KindScore score)
    {
        foreach (var (type, design) in StudyDesign.Types)
        {
            var index = IndexOf(article.PublicationTypes, type);
            if (index < 0) continue;
            // A letter or a comment may report a study; then its abstract says so.
            if (type is "Letter" or "Comment" && article.Abstract is not null) continue;
            // The text may be more exact than its type: "Review" and "Case Reports" are said of narrower things too.
            if (design == StudyDesign.Review && score.Kind == StudyKind.SystematicReview) continue;
            if (design == StudyDesign.Trial && score.Kind is StudyKind.RctDrug or StudyKind.RctNonDrug or StudyKind.Protocol) continue;
            if (design == StudyDesign.Rct && score.Kind == StudyKind.Protocol) continue;
            if (design == StudyDesign.CaseReport && Several(reading) is { } series) return series;
            return Fact.InList("publicationTypes", index, article.PublicationTypes[index], StudyDesign.TagName, design, "publication-type");
        }

        return null;
    }

    private static Tag ByText(Reading reading, KindScore score)
    {
        if (score.Share < Enough || score.Cues.Count == 0 || (score.Cues.Count == 1 && score.Share < EnoughOfOne)) return Observed(reading) ?? Fact.Silent(StudyDesign.TagName);
        return score.Kind switch
        {
            StudyKind.Review => Words(reading, "opinion", StudyDesign.Opinion, inTitle: true, alone: true)
                ?? Words(reading, "guideline", StudyDesign.Guideline, inTitle: true) ?? Words(reading, "several-cases", StudyDesign.CaseSeries, inTitle: true)
                ?? Scored(score, StudyDesign.Review),
            StudyKind.SystematicReview => (reading.Title.Has(reading.Book["systematic-word"]) ? null : Words(reading, "guideline", StudyDesign.Guideline, inTitle: true))
                ?? Scored(score, StudyDesign.SystematicReview),
            StudyKind.Protocol => Scored(score, StudyDesign.Protocol),
            StudyKind.RctDrug or StudyKind.RctNonDrug => Scored(score, reading.Has("lots-drawn") ? StudyDesign.Rct : StudyDesign.Trial),
            StudyKind.RctOther => Drawn(reading) ?? Observed(reading) ?? Fact.Silent(StudyDesign.TagName),
            StudyKind.TrialDrug or StudyKind.TrialNonDrug => Treated(reading, score),
            StudyKind.Case => Several(reading) ?? Scored(score, StudyDesign.CaseReport),
            StudyKind.AnimalDrug or StudyKind.AnimalNonDrug or StudyKind.AnimalOther => Scored(score, StudyDesign.Animal),
            StudyKind.InVitro => Scored(score, StudyDesign.InVitro),
            _ => Observed(reading) ?? Fact.Silent(StudyDesign.TagName),
        };
    }

    /// <summary>People were treated, no lot was drawn: a series, a look back at a cohort, or a trial.</summary>
    private static Tag Treated(Reading reading, KindScore score) =>
        Words(reading, "rct-named", StudyDesign.Rct, inTitle: true)
        ?? Words(reading, "several-cases", StudyDesign.CaseSeries, inTitle: true)
        ?? (reading.Has("open-label") || !reading.Has("cohort-design") ? null : Words(reading, "cohort-design", StudyDesign.Cohort))
        ?? Scored(score, StudyDesign.Trial);

    /// <summary>People were observed; which way, by the way that is named most.</summary>
    private static Tag? Observed(Reading reading)
    {
        if (reading.Weight("any-people") == 0) return null;
        (string Cue, string Design)[] ways =
        [
            ("case-control-design", StudyDesign.CaseControl), ("cross-sectional-design", StudyDesign.CrossSectional), ("cohort-design", StudyDesign.Cohort),
        ];
        var (cue, design) = ways.MaxBy(w => reading.Count(w.Cue) + (2 * reading.Title.Count(reading.Book[w.Cue])));
        return Words(reading, cue, design);
    }

    private static Tag? Drawn(Reading reading) => Words(reading, "people-randomised", StudyDesign.Rct) ?? Words(reading, "rct-named", StudyDesign.Rct, inTitle: true);

    private static Tag? Several(Reading reading)
    {
        var inTitle = Words(reading, "several-cases", StudyDesign.CaseSeries, inTitle: true);
        return inTitle is not null || reading.Title.Has(reading.Book["one-case"]) || reading.Abstract.Has(reading.Book["one-case"])
            ? inTitle
            : Words(reading, "several-cases", StudyDesign.CaseSeries);
    }

    private static Tag? Words(Reading reading, string cue, string design, bool inTitle = false, bool alone = false)
    {
        if (alone && reading.Abstract.Words.Count > 0) return null;
        var place = inTitle
            ? reading.Title.First(reading.Book[cue]) is { } title ? (reading.Title, title) : ((FieldWords In, Span At)?)null
            : reading.Place(cue);
        return place is { } at ? Fact.In(at.In, at.At, StudyDesign.TagName, design, $"{at.In.Field}:{cue}") : null;
    }

    private static Tag Scored(KindScore score, string design)
    {
        var first = score.Cues[0];
        return new Tag
        {
            Name = StudyDesign.TagName, Value = design, Rule = $"{StudyDesign.TagName}/{first.Rule}", Field = first.Field, At = first.At,
            Cues = score.Cues.Count > 1 ? [.. score.Cues.Skip(1)] : null,
        };
    }

    private static int IndexOf(IReadOnlyList<string> types, string type)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (string.Equals(types[i], type, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }
}
