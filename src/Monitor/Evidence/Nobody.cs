using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// Records in which nobody was studied: positions, guidelines, glossaries, editorials, comments, counts of papers, analyses of wares.
/// Words for cells, trials and registries in them are of what they speak about, "humans" among their headings is a habit.
/// </summary>
internal static class Nobody
{
    private static readonly string[] Types =
        ["Editorial", "Comment", "News", "Guideline", "Practice Guideline", "Consensus Statement", "Consensus Development Conference",
            "Bibliography", "Patient Education Handout"];

    public static bool WasStudied(Article article, Reading reading, Population seen)
    {
        if (seen.CountedPeople is not null || seen.CountedAnimals is not null || seen.AgedPerson is not null) return false;
        if (seen is { Culture: > 1, Cells: not null }) return false;
        // A guideline may say for whom it is.
        if (seen.TextPeople is not null && reading.Titled("guideline")) return false;
        if (article.PublicationTypes.Any(t => Types.Contains(t, StringComparer.OrdinalIgnoreCase))) return !IsOfOthers(seen, reading);
        return (reading.Titled("who/nobody-titled") && !IsOfOthers(seen, reading)) || (reading.Has("who/nobody") && seen.TextPeople is null && !IsOfOthers(seen, reading));
    }

    /// <summary>A reply, or a rule, names in its title whom it is about.</summary>
    private static bool IsOfOthers(Population seen, Reading reading) => seen.TitlePeople is not null && !reading.Titled("who/lesson");
}
