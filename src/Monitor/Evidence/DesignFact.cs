using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// The study design: a notice by what it is, a study by the indexers' publication types, by whom was studied, and by the words
/// of title and abstract. Where no kind of study stands out, the record is silent.
/// </summary>
internal static class DesignFact
{
    /// <summary>Below this share of the weights a kind is a guess.</summary>
    private const double Enough = 0.3;

    /// <summary>The same where one cue alone speaks for it.</summary>
    private const double EnoughOfOne = 0.6;

    private const int LeastMeasured = 3;
    private const int MostOfSeries = 12;

    /// <summary>A notice has no abstract, or a few words.</summary>
    private const int ShortText = 80;

    public static Tag Of(Article article, Reading reading, KindScore score, Tag species, PeopleCount? count) =>
        Remark(article, reading, count) ?? ByType(article, reading, score, species, count) ?? ByStudied(article, reading, score, species)
        ?? PeopleDesign.Of(reading, score, species, count) ?? Bench(reading, species)
        ?? Last(ByText(reading, score, species), reading, species, count);

    /// <summary>What was made or bought was measured, nobody was given it.</summary>
    private static Tag? Bench(Reading reading, Tag species) =>
        species.Value == StudyDesign.Silent && reading.Count("plan/bench") >= LeastMeasured && !reading.Titled("review")
            ? Words(reading, "plan/bench", StudyDesign.InVitro) : null;

    /// <summary>Where no words of a design stand out: one person is a case, a few who were treated are a series.</summary>
    private static Tag Last(Tag said, Reading reading, Tag species, PeopleCount? count)
    {
        if (said.Value != StudyDesign.Silent || species.Value != SpeciesFact.People || reading.Has("plan/genes")) return said;
        if (count is null) return Words(reading, "who/year-old", StudyDesign.CaseReport) ?? said;
        if (Words(reading, "plan/looked-back", StudyDesign.Cohort) is { } back) return back;
        if (count is not { Value: > 1 and <= MostOfSeries, Rule: PeopleCount.Counted } || !reading.Has("plan/treated")) return said;
        return Fact.In(count.Field, count.At, StudyDesign.TagName, StudyDesign.CaseSeries, $"{count.Field.Field}:few");
    }

    /// <summary>A correction, a retraction, a reply: its title is another paper's, and so are the words in it.</summary>
    private static Tag? Remark(Article article, Reading reading, PeopleCount? count)
    {
        var said = RemarkTitle.Design(reading.Title, IndexOf(article.PublicationTypes, "Letter") >= 0 || IndexOf(article.PublicationTypes, "Comment") >= 0);
        if (said is null || reading.Abstract.Words.Count >= ShortText) return null;
        if (said == StudyDesign.Correction) return Titled(reading, said);
        if (IsTyped(article, StudyDesign.Correction)) return null;
        // "Letter: …" may tell of patients of its own; a reply speaks of those already told.
        var own = count is not null || PeopleDesign.IsCase(reading);
        return own && reading.Title.Words[0].Word is "letter" or "comment" or "comments" or "regarding" ? null : Titled(reading, StudyDesign.Opinion);
    }

    private static Tag Titled(Reading reading, string design) => Fact.In(reading.Title, reading.Title.At(0, 0), StudyDesign.TagName, design, $"title:{design}");

    private static bool IsTyped(Article article, string design) => StudyDesign.Types.Any(t => t.Design == design && IndexOf(article.PublicationTypes, t.Type) >= 0);

    private static Tag? ByType(Article article, Reading reading, KindScore score, Tag species, PeopleCount? count)
    {
        foreach (var (type, design) in StudyDesign.Types)
        {
            var index = IndexOf(article.PublicationTypes, type);
            if (index < 0) continue;
            // A letter or a comment may report a study; then its abstract says so, or its title counts its patients.
            var told = (article.Abstract is not null && species.Value != StudyDesign.Silent) || count is not null || PeopleDesign.IsCase(reading);
            if (told && type is "Letter" or "Comment") continue;
            // The text may be more exact than its type: "Review" and "Case Reports" are said of narrower things too.
            if (design == StudyDesign.Review && score.Kind == StudyKind.SystematicReview) continue;
            if (design == StudyDesign.Trial && (score.Kind == StudyKind.Protocol || PeopleDesign.Drawn(reading) is not null)) continue;
            if (design == StudyDesign.Rct && score.Kind == StudyKind.Protocol) continue;
            // A trial in dogs, a case of a horse.
            if (species.Value is SpeciesFact.Animals or SpeciesFact.Cells && design is StudyDesign.Trial or StudyDesign.Rct or StudyDesign.CaseReport) continue;
            if (design == StudyDesign.CaseReport && PeopleDesign.Several(reading, count) is { } series) return series;
            return Fact.InList("publicationTypes", index, article.PublicationTypes[index], StudyDesign.TagName, design, "publication-type");
        }

        return null;
    }

    /// <summary>Animals and cells are a design by themselves, reviews of them apart.</summary>
    private static Tag? ByStudied(Article article, Reading reading, KindScore score, Tag species)
    {
        if (ReviewedSpecies.IsReview(article, reading, score)) return null;
        var design = species.Value switch { SpeciesFact.Animals => StudyDesign.Animal, SpeciesFact.Cells => StudyDesign.InVitro, _ => null };
        if (design is null) return null;
        var agrees = design == StudyDesign.Animal ? KindScore.IsAnimal(score.Kind) : score.Kind == StudyKind.InVitro;
        if (agrees && score.Cues.Count > 0) return Scored(score, design);
        return species with { Name = StudyDesign.TagName, Value = design, Rule = $"{StudyDesign.TagName}/{species.Rule[(Fact.Species.Length + 1)..]}" };
    }

    private static Tag ByText(Reading reading, KindScore score, Tag species)
    {
        var enough = score.Cues.Count > 0 && score.Share >= (score.Cues.Count == 1 ? EnoughOfOne : Enough);
        if (!enough) return PeopleDesign.Observed(reading) ?? Fact.Silent(StudyDesign.TagName);
        return score.Kind switch
        {
            // A title alone that does not call itself one is no review.
            StudyKind.Review when reading.Abstract.Words.Count == 0 && reading.Title.Counts[reading.Book.Group("any-review")] == 0 =>
                Words(reading, "opinion", StudyDesign.Opinion, inTitle: true) ?? Words(reading, "guideline", StudyDesign.Guideline, inTitle: true) ?? Fact.Silent(StudyDesign.TagName),
            StudyKind.Review => Words(reading, "opinion", StudyDesign.Opinion, inTitle: true, alone: true)
                ?? Words(reading, "guideline", StudyDesign.Guideline, inTitle: true) ?? Words(reading, "several-cases", StudyDesign.CaseSeries, inTitle: true)
                ?? Scored(score, StudyDesign.Review),
            StudyKind.SystematicReview => (reading.Title.Has(reading.Book["systematic-word"]) ? null : Words(reading, "guideline", StudyDesign.Guideline, inTitle: true))
                ?? Scored(score, StudyDesign.SystematicReview),
            StudyKind.Protocol => Scored(score, StudyDesign.Protocol),
            StudyKind.RctDrug or StudyKind.RctNonDrug => Scored(score, reading.Has("lots-drawn") ? StudyDesign.Rct : StudyDesign.Trial),
            StudyKind.RctOther => PeopleDesign.Drawn(reading) ?? PeopleDesign.Observed(reading) ?? Fact.Silent(StudyDesign.TagName),
            StudyKind.TrialDrug or StudyKind.TrialNonDrug => Treated(reading, score),
            StudyKind.Case => PeopleDesign.Several(reading, null) ?? Scored(score, StudyDesign.CaseReport),
            // What was not found to be of animals or of cells is not told as a study of them.
            StudyKind.AnimalDrug or StudyKind.AnimalNonDrug or StudyKind.AnimalOther or StudyKind.InVitro => PeopleDesign.Observed(reading) ?? Fact.Silent(StudyDesign.TagName),
            _ => PeopleDesign.Observed(reading) ?? Fact.Silent(StudyDesign.TagName),
        };
    }

    /// <summary>People were treated, no lot was drawn: a series, a look back at a cohort, or a trial.</summary>
    private static Tag Treated(Reading reading, KindScore score) =>
        Words(reading, "rct-named", StudyDesign.Rct, inTitle: true)
        ?? Words(reading, "several-cases", StudyDesign.CaseSeries, inTitle: true)
        ?? (reading.Has("open-label") || !reading.Has("plan/looked-back") ? null : Words(reading, "cohort-design", StudyDesign.Cohort))
        ?? Scored(score, StudyDesign.Trial);

    internal static Tag? Words(Reading reading, string cue, string design, bool inTitle = false, bool alone = false)
    {
        if (alone && reading.Abstract.Words.Count > 0) return null;
        var place = inTitle
            ? reading.Title.First(reading.Book[cue]) is { } title ? (reading.Title, title) : ((FieldWords In, Span At)?)null
            : reading.Place(cue);
        return place is { } at ? Fact.In(at.In, at.At, StudyDesign.TagName, design, $"{at.In.Field}:{cue.Replace('/', '-')}") : null;
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
