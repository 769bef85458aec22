using System.Collections.Frozen;
using System.Globalization;
using Monitor.Text;

namespace Monitor.Evidence;

/// <summary>Reads a whole number written in digits or in words: English ones, and those of the languages that abstracts are left in.</summary>
internal static class WrittenNumber
{
    private const int Dozen = 12;

    private static readonly FrozenDictionary<string, int> Parts =
        ((string[])["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])
        .Select((word, i) => (word, i + 1))
        .Concat(((string[])["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]).Select((word, i) => (word, (i + 2) * 10)))
        .Append(("dozen", Dozen)).Concat(ForeignNumbers.All)
        .ToFrozenDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    /// <summary>The number that begins at a word, and its last word; null where none begins, or it is a part of another or a percentage.</summary>
    public static (int Value, int Last)? At(FieldWords field, int at)
    {
        var number = CueNode.IsNumber(field.Words[at].Word) ? Digits(field, at) : InWords(field.Words, at);
        return number is { } n && !field.Gap(n.Last).Contains('%') ? n : null;
    }

    private static (int Value, int Last)? Digits(FieldWords field, int at)
    {
        var words = field.Words;
        if (at > 0 && IsNumber(words, at - 1) && field.Gap(at - 1) is "." or "," or "·" or "/" or "-") return null;
        var text = words[at].Word;
        var last = at;
        while (text.Length <= 6 && last + 1 < words.Count && IsNumber(words, last + 1) && words[last + 1].Length == 3 && words[at].Length <= 3
            && field.Gap(last) is "," or " " or "\u2009" or "\u202f" or "\u00a0")
        {
            text += words[++last].Word;
        }

        if (last + 1 < words.Count && IsNumber(words, last + 1) && field.Gap(last) is "." or "·" or "/") return null;
        return text.Length <= 8 ? (int.Parse(text, CultureInfo.InvariantCulture), last) : null;
    }

    private static (int Value, int Last)? InWords(List<Token> words, int at)
    {
        var value = Part(words[at].Word);
        if (value <= 0 || (at > 0 && Part(words[at - 1].Word) > 0)) return null;
        var last = at;
        string? Next() => last + 1 < words.Count ? words[last + 1].Word : null;
        if (ForeignNumbers.IsEnglishToo(words[at].Word) && !ForeignNumbers.IsOfPeople(Next())) return null;
        // soixante-douze, quatre-vingt, treinta y dos, twenty-four, two dozen
        if (value is 60 && Next() is { } teen && Part(teen) is >= 10 and < 20) value += Part(words[++last].Word);
        else if (value is 4 && Next() is "vingt" or "vingts") (value, last) = (80, last + 1);
        else if (value >= 20 && Next() is "y" or "e" or "et" && last + 2 < words.Count && Part(words[last + 2].Word) is > 0 and < 10 and var one)
        {
            (value, last) = (value + one, last + 2);
        }

        if (value >= 20 && value % 10 == 0 && Next() is { } unit && Part(unit) is > 0 and < 20 and not Dozen) value += Part(words[++last].Word);
        if (Next() == "dozen" && value < 10) (value, last) = (value * Dozen, last + 1);
        if (Next() == "hundred")
        {
            last++;
            value *= 100;
            var skip = Next() == "and" ? 1 : 0;
            if (last + 1 + skip < words.Count && Part(words[last + 1 + skip].Word) is > 0 and var rest)
            {
                last += 1 + skip;
                value += rest;
                if (rest >= 20 && Next() is { } units && Part(units) is > 0 and < 10) value += Part(words[++last].Word);
            }
        }

        return (value, last);
    }

    private static int Part(string word) => Parts.GetValueOrDefault(word, -1);

    private static bool IsNumber(List<Token> words, int at) => CueNode.IsNumber(words[at].Word);
}
