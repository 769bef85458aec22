using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// How many people took part: a number in front of a word for people, the one that the text most plainly calls the number
/// studied. A number of animals or of studies is none.
/// </summary>
internal static class ParticipantsFact
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(".;:()[]%");

    private static readonly FrozenSet<string> People = Words(
        "patients participants subjects adults children women men volunteers individuals people persons adolescents infants students caregivers carers inpatients "
        + "outpatients boys girls respondents veterans mothers physicians nurses survivors users cases males females residents teenagers seniors neonates parents youths");

    private static readonly FrozenSet<string> Stop = Words(
        "of in to with and or were was years year weeks week days day months month hours mg ml g kg min minutes percent from at by for the versus vs than as per h times studies trials eyes which who had");

    private static readonly FrozenSet<string> Taken = Words("total included enrolled recruited randomized randomised assigned involved comprising comprised studied sample consisted analyzed analysed evaluated treated allocated");
    private static readonly FrozenSet<string> Aside = Words("screened approached eligible invited excluded withdrew dropped died lost completed remaining other additional responders");
    private static readonly FrozenSet<string> Sexes = Words("males females men women boys girls");
    private static readonly FrozenSet<string> Doing = Words("were with who underwent received participated completed aged suffering undergoing meeting diagnosed");

    public static Tag Of(Reading reading, string design, string species)
    {
        if (design is StudyDesign.Animal or StudyDesign.InVitro or StudyDesign.Review or StudyDesign.Guideline or StudyDesign.Opinion || species is SpeciesFact.Animals or SpeciesFact.Cells)
        {
            return Fact.Silent(Fact.Participants);
        }

        // What a case report counts are the cases of others.
        if (design == StudyDesign.CaseReport)
        {
            return (reading.Place("one-case") ?? reading.Place("one-patient")) is { } one ? Number(one.In, one.At, 1, "one-case") : Fact.Silent(Fact.Participants);
        }

        Found? best = null;
        foreach (var field in (FieldWords[])[reading.Title, reading.Abstract])
        {
            foreach (var found in In(field))
            {
                if (design == StudyDesign.SystematicReview && found.Score < 2) continue;
                if (best is null || found.Score > best.Score) best = found;
            }
        }

        if (best is not null) return Number(best.Field, best.At, best.Value, best.Rule);
        return Sizes(reading) ?? Fact.Silent(Fact.Participants);
    }

    private sealed record Found(FieldWords Field, Span At, int Value, int Score, string Rule);

    private static IEnumerable<Found> In(FieldWords field)
    {
        for (var i = 0; i < field.Words.Count; i++)
        {
            if (WrittenNumber.At(field, i) is not ({ } value, var last)) continue;
            if (value is > 0 and < 10_000_000 && Noun(field, last) is { } noun && !IsOther(field, i, last, value)) yield return new Found(field, field.At(i, noun), value, Score(field, i, noun), "counted");
            i = last;
        }
    }

    /// <summary>The word for people that the number belongs to, across a few words that describe them.</summary>
    private static int? Noun(FieldWords field, int last)
    {
        for (var i = last + 1; i < field.Words.Count && i <= last + 5; i++)
        {
            var gap = field.Gap(i - 1);
            if (gap.ContainsAny(Breaks) || (i == last + 1 && gap.ContainsAny("±–/"))) return null;
            var word = field.Words[i].Word;
            if (People.Contains(word)) return i;
            if (Stop.Contains(word) || CueNode.IsNumber(word)) return null;
        }

        return null;
    }

    /// <summary>An age, a rate (per 100,000 people), a calendar year.</summary>
    private static bool IsOther(FieldWords field, int first, int last, int value)
    {
        var before = first > 0 ? field.Words[first - 1].Word : "";
        return before is "aged" or "age" or "ages" or "p" or "n" or "type" or "phase" or "grade" or "stage" or "day" or "week" or "table" or "per" or "every"
            || (value is >= 1900 and < 2100 && last == first && before is ("in" or "and" or "to" or "since" or "from" or "until" or "year"))
            || (last + 1 < field.Words.Count && field.Words[last + 1].Word is "year" or "month" or "week" or "day" or "yr");
    }

    private static int Score(FieldWords field, int first, int noun)
    {
        var score = 0;
        for (var i = Math.Max(0, first - 4); i < first; i++)
        {
            if (Taken.Contains(field.Words[i].Word)) score += 2;
            if (Aside.Contains(field.Words[i].Word)) score -= 2;
        }

        for (var i = first; i < noun; i++)
        {
            if (Aside.Contains(field.Words[i].Word)) score -= 2;
        }

        if (noun + 1 < field.Words.Count && Doing.Contains(field.Words[noun + 1].Word)) score++;
        for (var i = noun + 1; i < Math.Min(field.Words.Count, noun + 5); i++)
        {
            if (Taken.Contains(field.Words[i].Word)) score += 2;
            if (Aside.Contains(field.Words[i].Word)) score -= 2;
        }

        // "24 males" are seldom all.
        if (Sexes.Contains(field.Words[noun].Word)) score--;
        // "24 of 48 patients": the second is the whole; "6 of the patients" is a part.
        if (first > 0 && field.Words[first - 1].Word == "of" && first > 1 && CueNode.IsNumber(field.Words[first - 2].Word)) score++;
        return field.Field == "title" ? score + 1 : score;
    }

    /// <summary>One <c>n = 48</c> in the record is its size; several are its parts.</summary>
    private static Tag? Sizes(Reading reading)
    {
        Tag? only = null;
        foreach (var field in (FieldWords[])[reading.Title, reading.Abstract])
        {
            for (var i = 0; i + 1 < field.Words.Count; i++)
            {
                if (field.Words[i].Word != "n" || !field.Gap(i).Contains('=') || WrittenNumber.At(field, i + 1) is not ({ } value, var last)) continue;
                if (only is not null) return null;
                only = Number(field, field.At(i, last), value, "size");
            }
        }

        return only;
    }

    private static Tag Number(FieldWords field, Span at, int value, string rule) =>
        Fact.In(field, at, Fact.Participants, value.ToString(CultureInfo.InvariantCulture), $"{field.Field}:{rule}");

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
