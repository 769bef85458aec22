using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// Whom or what was studied: <c>people</c>, <c>animals</c>, <c>cells</c>, or <c>mixed</c> where both people and animals were. What
/// a product was made from is no answer, and people outweigh cells: nobody who was treated is told of as a culture.
/// </summary>
internal static class SpeciesFact
{
    public const string People = "people";
    public const string Animals = "animals";
    public const string Cells = "cells";
    public const string Mixed = "mixed";

    /// <summary>How the rule is named that rests on the word for an animal.</summary>
    public const string AnimalRule = "animals";

    /// <summary>A share of the weights that says a kind by itself.</summary>
    private const double Sure = 0.5;

    private const string PeopleRule = "of-people";

    public static Tag Of(Article article, Reading reading, KindScore score)
    {
        var seen = new Population(article, reading);
        if (Nobody.WasStudied(article, reading, seen)) return Fact.Silent(Fact.Species);
        var tag = ReviewedSpecies.IsReview(article, reading, score)
            ? ReviewedSpecies.Of(reading, seen, ReviewedSpecies.IsSystematic(article, reading, score))
            : Studied(article, reading, seen, score);
        var (animals, humans) = (IndexOf(article.MeshTerms, "Animals"), IndexOf(article.MeshTerms, "Humans"));
        // "Humans" stands on studies of human cells too, both headings stand where either gave the product: they decide where the text is silent.
        if (tag is null && humans >= 0 && animals < 0) return Heading(article, humans, People);
        if (animals >= 0 && humans < 0 && tag?.Value is null or People or Mixed) return Heading(article, animals, Animals);
        return tag ?? Fact.Silent(Fact.Species);
    }

    private static Tag? Studied(Article article, Reading reading, Population seen, KindScore score)
    {
        if (KeptAlive(reading, seen) is { } kept) return kept;
        if (seen.Animals is { } animals && IsFirm(reading, seen, score))
        {
            return Found(animals, (seen.IsVeterinary ? seen.NoPatients : WerePeopleToo(reading, seen)) ? Mixed : Animals);
        }

        if (seen is { IsVeterinary: true, Animals: null, NoPatients: false } && reading.Place("who/of-animals") is { } clinic)
        {
            return Found(clinic, Animals, "of-animals");
        }

        if (KindScore.IsAnimal(score.Kind) && !AreNamed(seen) && seen.Tried is null && OtherAnimal(reading, seen) is { } other) return other;
        if (Firm(seen) is { } people) return people;
        if (seen.ClinicalType is { } type) return Fact.InList("publicationTypes", article.PublicationTypes.ToList().IndexOf(type), type, Fact.Species, People, "publication-type");
        if (reading.Title.First(reading.Book["one-case"]) is { } one) return Found((reading.Title, one), People, PeopleRule);
        if (seen.Cells is { } cells && AreCells(reading, seen, score)) return Found(cells, Cells);
        if (seen is { Cells: null, AnimalSources: > 0, Culture: > 1, TextPeople: null } && reading.Place("who/culture") is { } culture) return Found(culture, Cells, "culture");
        if (seen.TextPeople is { } named) return Found(named, People);
        return ByKind(reading, seen, score);
    }

    /// <summary>A word on animals in passing is none in a study of people, and a tissue of theirs is none in a study of cells.</summary>
    private static bool IsFirm(Reading reading, Population seen, KindScore score)
    {
        if (IsOfCells(reading, seen) || (seen is { TitleAnimals: null, CountedAnimals: null } && seen.AgedPerson is not null)) return false;
        if (seen.CountedAnimals is not null || seen.TitleAnimals is { Loose: false } || seen.IsVeterinary || seen.Strain) return true;
        // "Murine" by itself is a word in passing where people are named.
        var passing = seen.Animals is { Loose: true } && (seen.CountedPeople ?? seen.TitlePeople) is not null;
        if (KindScore.IsAnimal(score.Kind) && !(passing && !reading.Has("who/animal-model") && !reading.Has("in-vivo"))) return true;
        if (seen.Animals is not { Loose: true }) return seen.AnimalPlaces > 1 || !HasPeople(seen);
        return !HasPeople(seen)
            && (reading.Titled("who/animal-model") || (score.Kind != StudyKind.InVitro && (seen.TitleAnimals is not null || reading.Has("who/animal-model"))));
    }

    /// <summary>A title that names what lives outside a body: nobody else was studied, whoever gave it.</summary>
    private static Tag? KeptAlive(Reading reading, Population seen) =>
        seen is { CountedAnimals: null, AgedPerson: null, TitlePeople: null, CountedPeople: null, ClinicalType: null, TitleAnimals: null or { Loose: true } }
            && !reading.Titled("in-vivo") && !reading.Has("who/animal-model") && (seen.Culture > 0 || reading.Abstract.Words.Count == 0)
            && reading.Place("who/kept") is { } place
            && (place.In.Field == "title" || seen is { KeptTissue: true, Animals: null, TextPeople: null }) ? Found(place, Cells, "kept") : null;

    /// <summary>Animals gave what was kept alive, or are named beside it.</summary>
    private static bool IsOfCells(Reading reading, Population seen)
    {
        if (seen.CountedAnimals is not null) return false;
        // "The lysate of six horses", and a word more on the horses, where cells are what the title names.
        if (seen is { TitleAnimals: null, AnimalPlaces: 1, AnimalSources: > 0, TitleCells: not null }) return true;
        // Follicles taken from rats and kept in a medium.
        var kept = seen is { TitleAnimals: null or { Loose: true }, AnimalPlaces: <= 1, AnimalSources: > 0, Culture: > 0 };
        if (kept && !reading.Has("who/animal-model") && !reading.Has("in-vivo")) return true;
        return seen.TitleAnimals is null && reading.Titled("in-vitro") && !reading.Titled("in-vivo");
    }

    /// <summary>An animal that the words for the usual ones leave out.</summary>
    private static Tag? OtherAnimal(Reading reading, Population seen)
    {
        if (reading.Place("who/animal-model") is { } model) return Found(model, Animals, "model");
        var species = reading.Book.Group("any-species");
        return reading.Title.Counts[species] + reading.Abstract.Counts[species] > seen.AnimalWords ? Words(reading, "any-species", Animals) : null;
    }

    private static bool AreNamed(Population seen) => (seen.CountedPeople ?? seen.TitlePeople ?? seen.TextPeople) is not null || seen.AgedPerson is not null;

    private static bool HasPeople(Population seen) => AreNamed(seen) || seen.Observed is not null || seen.ClinicalType is not null;

    private static bool WerePeopleToo(Reading reading, Population seen) =>
        seen.CountedPeople is not null
        || (seen.TitlePeople is not null && (reading.Abstract.Words.Count == 0 || seen.TextPeople is not null))
        || (seen.AgedPerson is not null && seen.TitleAnimals is null);

    private static Tag? Firm(Population seen)
    {
        if ((seen.CountedPeople ?? seen.TitlePeople) is { } people) return Found(people, People);
        if ((seen.AgedPerson ?? seen.Observed) is { } place) return Found(place, People, PeopleRule);
        if (seen.EitherPeople is { Number: not null } counted) return Found(counted, People);
        if (seen.Tried is not { } tried) return null;
        var enough = tried.In.Field == "title" || seen.ClinicalType is not null || seen.TextPeople is not null || seen.Cells is null || seen.Culture == 0;
        return enough ? Found(tried, People, PeopleRule) : null;
    }

    private static bool AreCells(Reading reading, Population seen, KindScore score)
    {
        if (seen.TitleCells is not null && (seen.TextPeople is null || seen.Culture > 0)) return true;
        if (seen.CellPlaces == 0 || reading.Abstract.Words.Count == 0) return false;
        var alone = (seen.TextPeople ?? seen.EitherPeople) is null;
        return seen.Culture > 1 || seen.CellPlaces > 2 || score.Kind == StudyKind.InVitro || (alone && seen.Culture + seen.CellPlaces > 1);
    }

    /// <summary>What the sum of all words says, where no word for those who were studied does.</summary>
    private static Tag? ByKind(Reading reading, Population seen, KindScore score)
    {
        if (reading.Abstract.Words.Count == 0) return reading.Place("who/face") is { } face ? Found(face, People, PeopleRule) : null;
        // Not where all that is told of animals is that they gave something.
        if (KindScore.IsAnimal(score.Kind) && OtherAnimal(reading, seen) is { } animal) return animal;
        if (KindScore.IsAnimal(score.Kind) && (seen.AnimalWords == 0 || seen.AnimalWords > seen.AnimalSources)) return Words(reading, "any-animal", Animals);
        var cultured = score.Share > Sure || seen.Culture > 1 || seen.Cells is not null || seen.AnimalSources > 0;
        if (cultured && score.Kind == StudyKind.InVitro) return Words(reading, "any-cells", Cells);
        if ((seen.EitherPeople ?? seen.OtherPeople) is { } other) return Found(other, People);
        if (score.Kind != StudyKind.Remaining && Words(reading, "any-people", People) is { } any) return any;
        return seen.Culture == 0 && (reading.Place("who/body") ?? reading.Place("who/face")) is { } body ? Found(body, People, PeopleRule) : null;
    }

    internal static Tag Found(Mention mention, string value) =>
        Fact.In(mention.Field, mention.At, Fact.Species, value, $"{mention.Field.Field}:{(mention.Who == Who.Animals ? AnimalRule : value)}");

    internal static Tag Found((FieldWords In, Span At) place, string value, string rule) => Fact.In(place.In, place.At, Fact.Species, value, $"{place.In.Field}:{rule}");

    private static Tag? Words(Reading reading, string group, string value)
    {
        var index = reading.Book.Group(group);
        foreach (var field in (FieldWords[])[reading.Title, reading.Abstract])
        {
            if (field.FirstOf(reading.Book, index) is { } at) return Found((field, at), value, group == "any-species" ? AnimalRule : group);
        }

        return null;
    }

    private static Tag Heading(Article article, int index, string value) =>
        Fact.InList("meshTerms", index, article.MeshTerms[index], Fact.Species, value, "mesh");

    private static int IndexOf(IReadOnlyList<string> terms, string heading)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i] == heading || terms[i].StartsWith(heading + "/", StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
