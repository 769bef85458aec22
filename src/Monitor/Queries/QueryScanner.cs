using System.Globalization;

namespace Monitor.Queries;

/// <summary>A tag as written: its canonical name, and the distance of a proximity.</summary>
internal readonly record struct TagWritten(string Name, int? Near);

/// <summary>The characters of a query: blanks and comments, operators, words, quoted texts, tags, and the place of each.</summary>
internal sealed class QueryScanner(string text)
{
    /// <summary>Most words between the words of a proximity.</summary>
    private const int MaxNear = 1000;

    public int Place { get; private set; }
    public bool AtEnd => Place >= text.Length;
    public char Peek => text[Place];

    public void Skip() => Place++;

    public QueryException Error(string problem, int? place = null) => QueryException.At(text, place ?? Place, problem);

    /// <summary>
    /// Passes blanks, and comments: from a # that begins a line and no number, follows a bracket, or stands between blanks, to the end of
    /// the line.
    /// </summary>
    /// <exception cref="QueryException">A # that stands at a word or number: in other languages it is a wildcard or names a line.</exception>
    public void Blank()
    {
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Peek) || Peek == '\ufeff') Place++;
            else if (Peek == '#' && !BeginsComment()) throw Error("a # begins a comment only at the beginning of a line, or between blanks");
            else if (Peek == '#') while (!AtEnd && Peek != '\n') Place++;
            else return;
        }
    }

    private bool BeginsComment()
    {
        var line = Place == 0 ? 0 : text.LastIndexOf('\n', Place - 1) + 1;
        if (text.AsSpan(line, Place - line).IsWhiteSpace() || text[Place - 1] is '(' or ')')
            return Place + 1 >= text.Length || !char.IsAsciiDigit(text[Place + 1]);
        return char.IsWhiteSpace(text[Place - 1]) && (Place + 1 >= text.Length || char.IsWhiteSpace(text[Place + 1]));
    }

    /// <summary>AND, OR or NOT as a word of its own; null = none here.</summary>
    public string? TakeOperator() => TakeWord(w => w is "AND" or "OR" or "NOT");

    /// <summary>An operator in the wrong letters.</summary>
    public string? TakeWrongOperator() => TakeWord(w => w is "and" or "or" or "not" or "And" or "Or" or "Not");

    /// <summary>The text between quotation marks, trimmed.</summary>
    public string TakeQuoted()
    {
        var place = Place++;
        var close = text.IndexOf('"', Place);
        if (close < 0) throw Error("a quotation mark that is not closed", place);
        var inner = text[Place..close].Trim();
        Place = close + 1;
        return inner;
    }

    /// <summary>Words side by side up to an operator, a sign or the end; a star ends them.</summary>
    public (string Text, bool Truncated, int Count) TakeWords()
    {
        var words = new List<string>();
        while (!AtEnd)
        {
            var back = Place;
            if (words.Count > 0 && (TakeOperator() ?? TakeWrongOperator()) is not null)
            {
                Place = back;
                break;
            }

            var start = Place;
            while (!AtEnd && !char.IsWhiteSpace(Peek) && Peek is not ('(' or ')' or '[' or '"' or '*' or '#')) Place++;
            if (Place > start) words.Add(text[start..Place]);
            if (!AtEnd && Peek == '*')
            {
                Place++;
                return (string.Join(' ', words), true, words.Count);
            }

            var after = Place;
            Blank();
            if (AtEnd || Peek is '(' or ')' or '"' or '[' || Place == start)
            {
                if (AtEnd || Peek != '[') Place = after;
                break;
            }
        }

        if (words.Count == 0) throw Error(AtEnd ? "a term is missing at the end" : $"unexpected '{Peek}'");
        return (string.Join(' ', words), false, words.Count);
    }

    /// <summary>A colon between the two ends of a date range.</summary>
    public bool TakeColon()
    {
        var back = Place;
        Blank();
        if (!AtEnd && Peek == ':')
        {
            Place++;
            return true;
        }

        Place = back;
        return false;
    }

    /// <summary>A tag in brackets; null = none here.</summary>
    public TagWritten? TakeTag()
    {
        var back = Place;
        Blank();
        if (AtEnd || Peek != '[')
        {
            Place = back;
            return null;
        }

        var place = Place;
        var close = text.IndexOf(']', Place);
        if (close < 0) throw Error("a '[' without its ']'", place);
        var written = text[(Place + 1)..close].Trim();
        Place = close + 1;
        return Read(written, place);
    }

    private TagWritten Read(string written, int place)
    {
        int? near = null;
        var name = written;
        if (written.Split(":~") is [var field, var distance])
        {
            if (!int.TryParse(distance, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > MaxNear) throw Error($"proximity is a number up to {MaxNear}: [{field}:~5]", place);
            (name, near) = (field, n);
        }

        if (QueryTags.Of(name) is { } tag) return new TagWritten(tag, near);
        var shown = name.Length > 40 ? name[..40] + "…" : name;
        throw Error($"unknown tag [{shown}]" + (QueryTags.Nearest(name) is { } nearest ? $"; did you mean [{nearest}]?" : $"; known are {string.Join(", ", QueryTags.Names.Select(n => $"[{n}]"))}"), place);
    }

    private string? TakeWord(Func<string, bool> wanted)
    {
        var end = Place;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        var word = text[Place..end];
        if (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('(' or ')' or '"' or '#') || !wanted(word)) return null;
        Place = end;
        return word;
    }
}
