using System.Buffers;
using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>What the studied thing was compared with: what the title names after "versus", else the first line of the table that the text has.</summary>
internal static class ComparatorFact
{
    private const int MostWords = 6;
    private static readonly SearchValues<char> Breaks = SearchValues.Create(".:;,()[]?—");

    public static Tag Of(Reading reading, string design)
    {
        if (design is StudyDesign.Review or StudyDesign.Guideline or StudyDesign.Opinion or StudyDesign.Correction or StudyDesign.CaseReport or StudyDesign.CaseSeries or StudyDesign.SystematicReview)
        {
            return Fact.Silent(Fact.Comparator);
        }

        if (Versus(reading.Title) is { } named) return named;
        foreach (var cue in reading.Book.Of(Fact.Comparator))
        {
            if (reading.Place(cue) is not { } place) continue;
            var value = reading.Book.Names[cue][(Fact.Comparator.Length + 1)..];
            return Fact.In(place.In, place.At, Fact.Comparator, value, $"{place.In.Field}:{value.Replace(' ', '-')}");
        }

        return Fact.Silent(Fact.Comparator);
    }

    /// <summary>The words of the title behind "versus" or "compared with", as they are printed.</summary>
    private static Tag? Versus(FieldWords title)
    {
        for (var i = 0; i + 1 < title.Words.Count; i++)
        {
            var word = title.Words[i].Word;
            var first = word is "versus" or "vs" ? i + 1 : word == "compared" && title.Words[i + 1].Word is "with" or "to" ? i + 2 : -1;
            if (first < 0 || first >= title.Words.Count) continue;
            var last = first;
            while (last + 1 < title.Words.Count && last - first + 1 < MostWords && !Ends(title, last)) last++;
            // A cut in the middle of a long phrase would name something else.
            if (last - first + 1 == MostWords && !Ends(title, last)) return null;
            var at = title.At(first, last);
            return Fact.In(title, at, Fact.Comparator, title.Text.Substring(at.Start, at.Length), "title:versus");
        }

        return null;
    }

    private static bool Ends(FieldWords title, int word) =>
        title.Gap(word).ContainsAny(Breaks) || word + 1 >= title.Words.Count
        || title.Words[word + 1].Word is "in" or "for" or "on" or "among" or "as" or "during" or "after" or "to" or "versus" or "vs" or "when" or "by" or "at" or "following";
}
