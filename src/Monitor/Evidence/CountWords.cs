using System.Buffers;
using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>How plainly the words around a number call it the number of those who were studied.</summary>
internal sealed class CountWords
{
    /// <summary>More do not score photographs.</summary>
    private const int MostAssessors = 6;

    private static readonly SearchValues<char> Stops = SearchValues.Create(".;:");

    private static readonly FrozenSet<string> Sexes = "males females boys girls".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Doing =
        "were with who underwent received participated aged suffering undergoing meeting diagnosed having".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly FieldWords _field;
    private readonly Mentions _mentions;
    private readonly CueBook _book;
    private readonly int[] _depth;
    private readonly bool[] _number;
    private readonly Dictionary<string, bool[]> _marks = new(StringComparer.Ordinal);
    private readonly bool _asked;

    /// <param name="field">The text.</param>
    /// <param name="mentions">Whom it names.</param>
    /// <param name="book">The cues.</param>
    /// <param name="depth">How many parentheses are open at each word.</param>
    /// <param name="asked">Whether people were asked: then those who answered are the ones who were studied.</param>
    public CountWords(FieldWords field, Mentions mentions, CueBook book, int[] depth, bool asked)
    {
        (_field, _mentions, _book, _depth, _asked) = (field, mentions, book, depth, asked);
        _number = new bool[field.Words.Count];
        foreach (var number in mentions.Numbers) Array.Fill(_number, true, number.First, number.Last - number.First + 1);
    }

    public FieldWords Field => _field;
    public Mentions Mentions => _mentions;

    /// <summary>How many parentheses are open at each word.</summary>
    public int[] Depth => _depth;

    public bool Asked => _asked;

    /// <summary>A number with its noun.</summary>
    public int Of(int first, int last)
    {
        var score = Place(first, last) + Around(first, last);
        if (Doing.Contains(_field.WordAt(last + 1))) score++;
        // "24 males" are seldom all.
        if (Sexes.Contains(_field.WordAt(last))) score--;
        // "24 of 48 patients": the second is the whole; "each of 18 volunteers": all of them.
        if (_field.WordAt(first - 1) == "of" && CueNode.IsNumber(_field.WordAt(first - 2))) score++;
        if (_field.WordAt(first - 1) == "of" && _field.WordAt(first - 2) == "each") score += 2;
        return score;
    }

    /// <summary>By the part of the record that it stands in.</summary>
    public int Place(int first, int last)
    {
        if (_field.Field == "title") return 2;
        var score = _mentions.Sentences.SectionOf(first) switch { Section.Results => -1, Section.Motive or Section.Outlook => -2, _ => 0 };
        if (IsInParentheses(first)) score += IsPooled(first) ? 4 : -3;
        if (last + 3 < _field.Words.Count && _field.WordAt(last + 1) is "per" or "each") score -= 3;
        return score;
    }

    /// <summary>By the words on both sides.</summary>
    public int Around(int first, int last)
    {
        if (IsAssessors(first, last)) return PeopleCount.Never;
        var score = 0;
        var (before, after, itself) = (Window(first, -5), Window(last, 5), (first, last));
        if (Any("count/taken", before)) score += 2;
        else if (Any("count/analysed", before, after)) score++;
        if (Any("count/taken", after, itself)) score += 2;
        if (Any("count/screened", before, Window(last, 4), itself)) score -= 4;
        if (Any("count/eligible", Window(last, 4), itself)) score -= 2;
        if (Any("count/completed", Window(last, 3), Window(first, -2), itself)) score--;
        if (Any("count/planned", Window(last, 6), Window(first, -6), itself)) score -= 5;
        if (IsResult(last)) score -= IsFirst(first) && _field.WordAt(last + 1) is "had" or "presented" or "developed" ? 1 : 3;
        // "Patients were seen" in a clinic, a harm was seen in some of them.
        if (IsSeenIn(first) && (_field.WordAt(first - 2) == "seen" || !Any("count/taken", before))) score -= 3;
        if (_field.WordAt(first - 2) == "seen" && _field.WordAt(first - 1) == "in") score -= 2;
        if (_asked && Any("count/respond", after)) score += 3;
        return score;
    }

    public bool[] Marks(string cue)
    {
        if (!_marks.TryGetValue(cue, out var marks)) _marks[cue] = marks = _field.Marks(_book[cue]);
        return marks;
    }

    /// <summary>"thirty patients (28 men, 2 women)"</summary>
    private bool IsInParentheses(int first)
    {
        if (_depth[first] == 0) return false;
        for (var i = first - 1; i >= 0 && first - i < 30 && _mentions.Sentences.Of(i) == _mentions.Sentences.Of(first); i--)
        {
            if (_number[i] && _depth[i] < _depth[first]) return true;
        }

        return false;
    }

    /// <summary>"nine trials (four randomised; 244 women)"</summary>
    private bool IsPooled(int first)
    {
        for (var i = first; i >= 0 && first - i < 8 && _depth[i] > 0; i--)
        {
            if (i == 0 || _depth[i - 1] == 0) return i > 0 && _field.WordAt(i - 1) is "trials" or "studies" or "rcts" or "articles" or "series";
        }

        return false;
    }

    /// <summary>"Eleven women reported" is a part; what the first number had may be its disease, and what had been done is done to all.</summary>
    private bool IsResult(int last) =>
        Any("count/result", Window(last, 2)) && !(_asked && Any("count/respond", Window(last, 3))) && _field.WordAt(last + 1) != "who" && _field.WordAt(last + 2) != "been";

    /// <summary>"nodules occurred in 6 women", "granted in 21 cases"; not "was performed in 60 patients".</summary>
    private bool IsSeenIn(int first)
    {
        if (_field.WordAt(first - 1) is not ("in" or "among" or "by" or "for")) return false;
        var verb = _field.WordAt(first - 2);
        return Any("count/seen-in", Window(first, -5)) || (_field.WordAt(first - 1) == "in" && verb.Length > 4 && verb.EndsWith("ed", StringComparison.Ordinal) && !Marks("count/done-in")[first - 2]);
    }

    /// <summary>"scored by three residents", "two blinded readers": they looked on.</summary>
    private bool IsAssessors(int first, int last) =>
        _field.WordAt(first - 1) == "by"
        && (Marks("count/assessor")[last]
            || (WrittenNumber.At(_field, first) is ({ } value, _) && value <= MostAssessors && Any("count/assessed", Window(first, -5))));

    private bool IsFirst(int first) =>
        _mentions.Sentences.SectionOf(first) != Section.Results && !_mentions.All.Any(m => m is { Who: Who.People, Number: not null } && m.First < first);

    /// <summary>Some words on one side, up to the end of the clause or the next number.</summary>
    private (int First, int Last) Window(int from, int words)
    {
        var step = Math.Sign(words);
        var at = from;
        while (Math.Abs(at + step - from) <= Math.Abs(words) && IsOpen(at, at + step)) at += step;
        return step > 0 ? (from + 1, at) : (at, from - 1);
    }

    private bool IsOpen(int at, int next) =>
        next >= 0 && next < _field.Words.Count && !_field.Gap(Math.Min(at, next)).ContainsAny(Stops) && !_number[next];

    private bool Any(string cue, params ReadOnlySpan<(int First, int Last)> windows)
    {
        var marks = Marks(cue);
        foreach (var (first, last) in windows)
        {
            if (last >= first && marks.AsSpan(first, last - first + 1).Contains(true)) return true;
        }

        return false;
    }
}
