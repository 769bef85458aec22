using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>In whom or what the studies were that a review looks at: it must say so.</summary>
internal static class ReviewedSpecies
{
    /// <summary>Characters between two kinds of study that are named in one breath.</summary>
    private const int Near = 30;

    private static readonly string[] SystematicTypes = ["Systematic Review", "Meta-Analysis", "Network Meta-Analysis", "Scoping Review"];
    private static readonly string[] Observed = ["who/charts", "who/asked", "who/signals", "who/genes"];
    private static readonly string[] TitleCues = ["systematic", "meta-analysis", "scoping"];
    private static readonly string[] SearchCues = [.. TitleCues, "systematic-word", "bibliographic-databases", "searched", "review-selection", "review"];

    public static bool IsReview(Article article, Reading reading, KindScore score)
    {
        if (IsTitled(reading) || IsTyped(article, ["Review", .. SystematicTypes])) return true;
        if (Observed.Any(reading.Has)) return false;
        // A title alone says too little for the sum of words: it calls itself a review.
        if (reading.Abstract.Words.Count == 0) return reading.Titled("review");
        if (score.Kind == StudyKind.SystematicReview) return SearchCues.Any(reading.Has);
        // What was kept in culture was studied, where nothing is said of a review.
        var cultured = reading.Count("who/culture") > 1 && reading.InAbstract.All.Any(m => m is { Role: MentionRole.Studied, Who: Who.Cells });
        if (reading.Weight("any-review") == 0 && (cultured || reading.Has("who/kept"))) return false;
        // Those whom a text counts were studied, and a trial calls itself one in its title.
        return score.Kind == StudyKind.Review && !reading.Titled("trial")
            && !reading.InAbstract.All.Any(m => m is { Role: MentionRole.Studied, Number: not null, Who: not Who.Cells });
    }

    /// <summary>It searched and sorted, so that its words on people and animals are of the studies that it found.</summary>
    public static bool IsSystematic(Article article, Reading reading, KindScore score) =>
        score.Kind == StudyKind.SystematicReview || IsTitled(reading) || IsTyped(article, SystematicTypes);

    public static Tag? Of(Reading reading, Population seen, bool systematic)
    {
        var people = seen.CountedPeople ?? seen.TitlePeople ?? (systematic ? seen.TextPeople : null);
        var (clinical, preclinical) = (reading.Done("who/clinical", "who/left-out"), reading.Done("who/preclinical", "who/left-out"));
        if (!systematic) (clinical, preclinical) = Together(reading, clinical, preclinical);
        var onlyAnimals = people is null && seen is { AnimalPlaces: > 1, Animals.Loose: false } && reading.Weight("any-people") == 0;
        var animals = systematic || seen.TitleAnimals is not null || onlyAnimals ? seen.Animals : null;
        var value = people is not null || clinical is not null ? SpeciesFact.Mixed : SpeciesFact.Animals;
        if (animals is not null) return SpeciesFact.Found(animals, value);
        if (preclinical is { } experiments) return SpeciesFact.Found(experiments, value, "preclinical");
        if (people is not null) return SpeciesFact.Found(people, SpeciesFact.People);
        if (clinical is { } studies) return SpeciesFact.Found(studies, SpeciesFact.People, "clinical");
        return reading.Weight("any-people") >= 2 && seen.Animals is null && seen.TextPeople is { } named ? SpeciesFact.Found(named, SpeciesFact.People) : null;
    }

    /// <summary>A review that sorted nothing says in its title what it looks at, or names both kinds of study in one breath.</summary>
    private static ((FieldWords In, Span At)? Clinical, (FieldWords In, Span At)? Preclinical) Together(
        Reading reading, (FieldWords In, Span At)? clinical, (FieldWords In, Span At)? preclinical)
    {
        var (one, other) = (clinical?.In == reading.Title, preclinical?.In == reading.Title);
        if (one || other) return (one ? clinical : null, other ? preclinical : null);
        return clinical is { } a && preclinical is { } b && Math.Abs(a.At.Start - b.At.Start) < Near ? (a, b) : (null, null);
    }

    private static bool IsTitled(Reading reading) => TitleCues.Any(reading.Titled);

    private static bool IsTyped(Article article, string[] types) => article.PublicationTypes.Any(t => types.Contains(t, StringComparer.OrdinalIgnoreCase));
}
