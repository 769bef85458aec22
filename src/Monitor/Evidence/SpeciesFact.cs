using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>Whom or what was studied: <c>people</c>, <c>animals</c>, <c>cells</c>, or <c>mixed</c> where people and animals are both told of.</summary>
internal static class SpeciesFact
{
    public const string People = "people";
    public const string Animals = "animals";
    public const string Cells = "cells";
    public const string Mixed = "mixed";

    public static Tag Of(Article article, Reading reading, KindScore score)
    {
        var tag = ByText(reading, score.Kind);
        var animals = IndexOf(article.MeshTerms, "Animals");
        var humans = IndexOf(article.MeshTerms, "Humans");
        // The heading "Humans" stands on studies of human cells too: it decides only where the text is silent.
        if (humans >= 0 && animals < 0 && tag is null) return Heading(article, humans, People);
        if (animals >= 0 && humans < 0 && tag?.Value is null or People or Mixed) return Heading(article, animals, Animals);
        return tag ?? Fact.Silent(Fact.Species);
    }

    private static Tag? ByText(Reading reading, StudyKind kind)
    {
        var (people, animals, cells) = (reading.Weight("any-people"), reading.Weight("any-species"), reading.Weight("any-cells"));
        if (KindScore.IsAnimal(kind)) return reading.Has("people-counted") && animals > 1 ? Words(reading, "any-species", Mixed) : Words(reading, "any-species", Animals) ?? Words(reading, "any-animal", Animals);
        if (kind == StudyKind.InVitro) return Words(reading, "any-cells", Cells) ?? Words(reading, "any-species", Animals);
        var named = reading.Title.Counts[reading.Book.Group("any-species")] > 0 && reading.Title.Counts[reading.Book.Group("any-people")] == 0;
        if (kind is not (StudyKind.Remaining or StudyKind.Review or StudyKind.SystematicReview))
        {
            return named && animals > 2 ? Words(reading, "any-species", Animals) : Words(reading, "any-people", People);
        }

        if (animals == 0 && people >= 2) return Words(reading, "any-people", People);
        if (people == 0 && animals >= 2) return Words(reading, "any-species", Animals);
        if (people > 0 && animals > 0)
        {
            return people >= 3 * animals ? Words(reading, "any-people", People)
                : animals >= 3 * people ? Words(reading, "any-species", Animals)
                : Words(reading, "any-species", Mixed);
        }

        return people == 0 && cells >= 3 ? Words(reading, "any-cells", Cells) : null;
    }

    private static Tag? Words(Reading reading, string group, string value)
    {
        var index = reading.Book.Group(group);
        foreach (var field in (FieldWords[])[reading.Title, reading.Abstract])
        {
            if (field.FirstOf(reading.Book, index) is { } at) return Fact.In(field, at, Fact.Species, value, $"{field.Field}:{group}");
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
