using System.Buffers;
using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>A number, and the word for people or animals that it belongs to.</summary>
/// <param name="Noun">First word of the noun; null = none stands behind it.</param>
/// <param name="IsShared">The noun stands behind the next number: "8 balding and 6 other men".</param>
internal sealed record CountedNoun(int First, int Last, int Value, int? Noun, bool IsShared = false);

/// <summary>The numbers of a text that may be of somebody: no ages, years, rates, grades, names.</summary>
internal sealed class Numbers
{
    /// <summary>How far from a number its noun may stand: "forty-two otherwise healthy Korean women".</summary>
    private const int MostBetween = 6;

    private const int Most = 10_000_000;

    private static readonly SearchValues<char> Break = SearchValues.Create(".;:()[]%?!—");
    private static readonly SearchValues<char> Part = SearchValues.Create("±–/<>=,");
    private static readonly SearchValues<char> Pause = SearchValues.Create(",;:");

    private static readonly FrozenSet<string> Stop = WordSet.Of(
        "of in to with or were was are is years year weeks week days day months month hours mg ml g kg min minutes percent from at by for the versus vs v than as per h times "
        + "studies trials eyes which who had scalps sides halves grafts hairs follicles samples biopsies reports papers articles records lines wells points plus while after "
        + "before that million billion concerned involved showed underwent received came");

    private static readonly FrozenSet<string> Graded = WordSet.Of("aged age ages p type phase grade stage day week table per every passage mir");

    private static readonly FrozenSet<string> BeforeYear = WordSet.Of(
        "in and to since from until year through december january february march april may june july august september october november");

    private static readonly FrozenSet<string> Units = WordSet.Of("year month week day yr d");

    private readonly FieldWords _field;
    private readonly Noun?[] _nouns;

    public Numbers(FieldWords field, Noun?[] nouns)
    {
        (_field, _nouns) = (field, nouns);
        for (var i = 0; i < field.Words.Count; i++)
        {
            if (WrittenNumber.At(field, i) is not ({ } value, var last)) continue;
            if (IsRepeated(last, value) is { } end) last = end;
            if (value is > 0 and < Most && !IsOther(i, last, value)) All.Add(new CountedNoun(i, last, value, NounBehind(last)));
            i = last;
        }

        for (var n = 0; n + 1 < All.Count; n++)
        {
            if (All[n].Noun is null && All[n + 1].Noun is not null && IsJoined(All[n].Last, All[n + 1].First)) All[n] = All[n] with { IsShared = true };
        }
    }

    public List<CountedNoun> All { get; } = [];

    /// <summary>Whether a word ends the phrase that a number began.</summary>
    public static bool Ends(FieldWords field, int word) => Breaks(field, word) || Stop.Contains(field.Words[word].Word);

    /// <summary>Whether a phrase ends before a word.</summary>
    public static bool Breaks(FieldWords field, int word) => field.Gap(word - 1).ContainsAny(Break);

    /// <summary>"twenty (20) patients"</summary>
    private int? IsRepeated(int last, int value) =>
        last + 1 < _field.Words.Count && _field.Gap(last).EndsWith("(") && WrittenNumber.At(_field, last + 1) is ({ } again, var end) && again == value ? end : null;

    private int? NounBehind(int last)
    {
        for (var i = last + 1; i < _field.Words.Count && i <= last + MostBetween; i++)
        {
            var gap = _field.Gap(i - 1);
            var next = i == last + 1;
            var repeated = next && last > 0 && gap.StartsWith(")") && _field.Gap(last - 1).EndsWith("(");
            if ((gap.ContainsAny(Break) && !repeated) || (next && gap.ContainsAny(Part)) || (gap.Contains(',') && _field.Words[i - 1].Word.EndsWith('s'))) return null;
            if (IsAge(i))
            {
                i += 2;
                continue;
            }

            var word = _field.Words[i].Word;
            // "20 age- and sex-matched controls"
            if (word == "and" && _field.Words[i - 1].Word is "age" or "sex" or "gender") continue;
            if (_nouns[i] is { IsAttribute: false, Who: not Who.Cells }) return i;
            if (word == "and" || Stop.Contains(word) || (CueNode.IsNumber(word) && !IsName(i))) return null;
        }

        return null;
    }

    /// <summary>A few words that describe, and an "and".</summary>
    private bool IsJoined(int last, int next)
    {
        if (next - last is < 2 or > MostBetween || _field.WordAt(next - 1) is not ("and" or "versus" or "vs" or "v")) return false;
        for (var i = last + 1; i < next; i++)
        {
            if (Breaks(_field, i) || (i < next - 1 && Stop.Contains(_field.WordAt(i)))) return false;
        }

        return !_field.Gap(last).ContainsAny(Part) && !Breaks(_field, next);
    }

    /// <summary>"two 19-year-old sisters"</summary>
    private bool IsAge(int i) => CueNode.IsNumber(_field.Words[i].Word) && _field.WordAt(i + 1) == "year" && _field.WordAt(i + 2) == "old";

    /// <summary>The figure of a name: COVID-19, IL-8, C57BL/6.</summary>
    private bool IsName(int i) =>
        i > 0 && _field.Gap(i - 1) is "-" or "/" && _field.Words[i - 1].Length > 1 && char.IsLetter(_field.Text[_field.Words[i - 1].Start]) && CueNode.IsNumber(_field.Words[i].Word);

    /// <summary>An age, a rate ("eight in ten patients", "per 100,000 people"), a calendar year, a grade.</summary>
    private bool IsOther(int first, int last, int value)
    {
        if (IsName(first)) return true;
        var before = first > 0 && !_field.Gap(first - 1).ContainsAny(Pause) ? _field.WordAt(first - 1) : "";
        return Graded.Contains(before) || Units.Contains(_field.WordAt(last + 1)) || (before == "n" && NounBehind(last) is null)
            || (value is >= 1900 and < 2100 && last == first && BeforeYear.Contains(before)) || IsRate(first, before, value);
    }

    private bool IsRate(int first, string before, int value) =>
        before == "in" && first > 1 && _field.Gap(first - 2) is " " && _field.Gap(first - 1) is " "
        && WrittenNumber.At(_field, first - 2) is ({ } part, _) && part < value;
}
