using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>Which kind of study in people it is, where the words that name a design are plain; null = they are not.</summary>
internal static class PeopleDesign
{
    private const int MostOfSeries = 20;

    public static Tag? Of(Reading reading, KindScore score, Tag species, PeopleCount? count)
    {
        if (species.Value is not (SpeciesFact.People or SpeciesFact.Mixed or StudyDesign.Silent)) return null;
        var synthesis = Synthesis(reading, score);
        if (synthesis is not null || species.Value == StudyDesign.Silent) return synthesis;
        if (Titled(reading, "plan/protocol", StudyDesign.Protocol) is { } protocol) return protocol;
        if (score.Kind == StudyKind.Protocol) return null;
        if (InTitle(reading) is { } titled) return titled;
        if (Named(reading, "plan/non-case", StudyDesign.CaseControl) is { } compared) return compared;
        // What genes and reports of harm show has no design of the list.
        if (reading.Has("plan/genes")) return Fact.Silent(StudyDesign.TagName);
        var isReview = score.Kind is StudyKind.Review or StudyKind.SystematicReview;
        if (count is null && IsCase(reading) && !isReview && score.Kind != StudyKind.Remaining) return null;
        if ((!isReview || (count is not null && score.Kind == StudyKind.Review)) && Drawn(reading) is { } drawn) return drawn;
        var watched = reading.Has("who/sampled") || reading.Has("plan/odds") || !reading.Has("plan/treated");
        if (watched && count is { Rule: PeopleCount.Sum }) return At(count, StudyDesign.CaseControl);
        if (reading.Abstract.Words.Count == 0) return null;
        return Asked(reading, score) ?? (count is null ? null : Treated(reading, score, count));
    }

    private static Tag? Synthesis(Reading reading, KindScore score) =>
        Titled(reading, "systematic", StudyDesign.SystematicReview) ?? Titled(reading, "meta-analysis", StudyDesign.SystematicReview)
        ?? Titled(reading, "scoping", StudyDesign.SystematicReview)
        ?? (score.Kind == StudyKind.Review ? Titled(reading, "plan/consensus", StudyDesign.Guideline) : null);

    private static Tag? InTitle(Reading reading)
    {
        var drawn = Drawn(reading);
        if (drawn is { Field: "title" }) return drawn;
        if ((Titled(reading, "plan/asked", StudyDesign.CrossSectional) ?? Titled(reading, "plan/non-case", StudyDesign.CaseControl)) is { } observed) return observed;
        if (drawn is not null) return null;
        if (!reading.Has("cohort-design") && Titled(reading, "plan/several", StudyDesign.CaseSeries) is { } several) return several;
        if (!reading.Titled("plan/looked-back") && Titled(reading, "plan/one-arm", StudyDesign.Trial) is { } oneArm) return oneArm;
        if (reading.Abstract.Words.Count > 0) return null;
        return Titled(reading, "one-case", StudyDesign.CaseReport) ?? Titled(reading, "who/year-old", StudyDesign.CaseReport) ?? One(reading);
    }

    /// <summary>"in a retired teacher"</summary>
    private static Tag? One(Reading reading) =>
        reading.Alone is { } one ? Fact.In(one.Field, one.At, StudyDesign.TagName, StudyDesign.CaseReport, "title:alone") : null;

    /// <summary>Who was sent questions and answered.</summary>
    private static Tag? Asked(Reading reading, KindScore score)
    {
        if (score.Kind is StudyKind.TrialDrug or StudyKind.TrialNonDrug or StudyKind.RctDrug or StudyKind.RctNonDrug) return null;
        if (reading.Count("plan/sent") < 2 && !(reading.Has("who/asked") && reading.Has("count/respond"))) return null;
        return Named(reading, "plan/sent", StudyDesign.CrossSectional) ?? Named(reading, "who/asked", StudyDesign.CrossSectional);
    }

    /// <summary>A number of people got something, no lot was drawn among them.</summary>
    private static Tag? Treated(Reading reading, KindScore score, PeopleCount count)
    {
        var (remaining, back) = (score.Kind == StudyKind.Remaining, Named(reading, "plan/looked-back", StudyDesign.Cohort));
        // Indexers call it one where nobody was allocated anything.
        var watched = reading.Article?.PublicationTypes.Contains("Observational Study") == true;
        if (watched) return back ?? At(count, StudyDesign.Cohort);
        if (back is null && IsSeries(reading, count)) return At(count, StudyDesign.CaseSeries);
        if (back is null && Named(reading, "plan/alone", StudyDesign.Trial) is { } alone) return alone;
        if (back is null && NamesRemedy(reading) && Named(reading, "plan/allocated", StudyDesign.Trial) is { } allocated) return allocated;
        if (back is null && !remaining && score.Kind != StudyKind.Case && Named(reading, "plan/one-arm", StudyDesign.Trial) is { } oneArm) return oneArm;
        if (!remaining && count.Rule == PeopleCount.Counted && Named(reading, "plan/case-series", StudyDesign.CaseSeries) is { } series) return series;
        if (score.Kind == StudyKind.Review && back is not null) return back;
        if (KindScore.IsAnimal(score.Kind) || score.Kind == StudyKind.InVitro) return back ?? Named(reading, "plan/treated", StudyDesign.Trial);
        return remaining && NamesRemedy(reading) && Observed(reading) is null ? Named(reading, "plan/treated", StudyDesign.Trial) : null;
    }

    /// <summary>A letter, or people who came with a complaint: those whom the authors saw, not a trial.</summary>
    private static bool IsSeries(Reading reading, PeopleCount count) =>
        count.Value is > 1 and <= MostOfSeries && !reading.Has("plan/allocated") && !reading.Has("plan/alone")
        && (reading.Has("plan/referred") || reading.Article?.PublicationTypes.Contains("Letter") == true);

    private static bool NamesRemedy(Reading reading) =>
        ((string[])["any-drug", "any-nondrug"]).Any(g => reading.Title.Counts[reading.Book.Group(g)] > 0) || reading.Titled("who/product");

    /// <summary>One person, by age or by name.</summary>
    public static bool IsCase(Reading reading) => reading.Has("one-case") || reading.Has("who/year-old") || reading.Alone is not null;

    /// <summary>Several patients: a case report no more.</summary>
    public static Tag? Several(Reading reading, PeopleCount? count)
    {
        if (AgedPeople(reading) is { } both) return both;
        if (reading.Abstract.Has(reading.Book["one-case"]) && !reading.Titled("several-cases")) return null;
        return Named(reading, "several-cases", StudyDesign.CaseSeries) ?? (count is { Value: > 1, Score: > 0 } ? At(count, StudyDesign.CaseSeries) : null);
    }

    /// <summary>"A 23-year-old man and a 31-year-old man … both".</summary>
    private static Tag? AgedPeople(Reading reading) =>
        reading.Abstract.Count(reading.Book["who/year-old"]) > 1 ? Named(reading, "plan/both", StudyDesign.CaseSeries) : null;

    /// <summary>People were observed; which way, by the way that is named most.</summary>
    public static Tag? Observed(Reading reading)
    {
        if (reading.Weight("any-people") == 0) return null;
        (string Cue, string Design)[] ways =
        [
            ("case-control-design", StudyDesign.CaseControl), ("cross-sectional-design", StudyDesign.CrossSectional), ("cohort-design", StudyDesign.Cohort),
        ];
        var (cue, design) = ways.MaxBy(w => reading.Count(w.Cue) + (2 * reading.Title.Count(reading.Book[w.Cue])));
        return Named(reading, cue, design);
    }

    /// <summary>Lots were drawn among those who were studied: in the title, or where the abstract says what was done to people.</summary>
    public static Tag? Drawn(Reading reading)
    {
        var cue = reading.Book["plan/drawn"];
        if (reading.Has("plan/genes")) return null;
        foreach (var (first, last) in reading.Title.Places(cue))
        {
            if (!IsDenied(reading.Title, first, last)) return Found(reading.Title, first, last);
        }

        if (reading.Has("plan/retrospective")) return null;
        var trial = reading.Titled("trial") || reading.Titled("plan/one-arm") || reading.Has("people-randomised");
        foreach (var (first, last) in reading.Abstract.Places(cue))
        {
            if (!IsDenied(reading.Abstract, first, last) && !reading.InAbstract.IsHope(first) && IsOfPeople(reading.InAbstract, first, trial)) return Found(reading.Abstract, first, last);
        }

        return null;
    }

    private static bool IsOfPeople(Mentions mentions, int word, bool trial)
    {
        var near = mentions.All.Where(m => mentions.Sentences.Of(m.First) == mentions.Sentences.Of(word)).ToList();
        trial |= mentions.Sentences.Has(word, CueBook.Current["plan/arms"]);
        return !near.Exists(m => m.Who == Who.Animals) && (trial || near.Exists(m => m is { Who: Who.People, Role: MentionRole.Studied }));
    }

    private static bool IsDenied(FieldWords text, int first, int last)
    {
        var before = first > 0 ? text.Words[first - 1].Word : "";
        var earlier = first > 1 ? text.Words[first - 2].Word : "";
        var after = text.WordAt(last + 1);
        return before is "not" or "non" or "without" or "no" or "never" || earlier is "not" or "without" or "neither"
            || after is "selected" or "sampled" or "chosen" or "sample" or "sampling" or "drawn" or "effects" or "forest"
            // Trials of others.
            || text.Words[first].Word is "rcts" || text.Words.Skip(last + 1).Take(3).Any(w => w.Word is "trials" or "rcts");
    }

    private static Tag? Titled(Reading reading, string cue, string design) => DesignFact.Words(reading, cue, design, inTitle: true);

    private static Tag? Named(Reading reading, string cue, string design) => DesignFact.Words(reading, cue, design);

    private static Tag Found(FieldWords text, int first, int last) =>
        Fact.In(text, text.At(first, last), StudyDesign.TagName, StudyDesign.Rct, $"{text.Field}:drawn");

    private static Tag At(PeopleCount count, string design) =>
        Fact.In(count.Field, count.At, StudyDesign.TagName, design, $"{count.Field.Field}:{count.Rule}");
}
