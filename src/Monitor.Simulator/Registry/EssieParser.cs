using System.Globalization;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.Registry;

/// <summary>Reads the part of Essie that is simulated: AND, OR, parentheses, words, phrases, date areas with RANGE.</summary>
internal sealed class EssieParser(string text, string where)
{
    private static readonly string[] DateAreas = ["LastUpdatePostDate", "StudyFirstPostDate", "ResultsFirstPostDate"];

    private int _at;

    public static Node Parse(string text, string where)
    {
        var parser = new EssieParser(text, where);
        var node = parser.Any();
        return parser.AtEnd ? node : throw parser.Refused();
    }

    private bool AtEnd
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
            return _at >= text.Length;
        }
    }

    private Node Any()
    {
        var parts = new List<Node> { All() };
        while (Take("OR")) parts.Add(All());
        return parts.Count == 1 ? parts[0] : new Or(parts);
    }

    private Node All()
    {
        var parts = new List<Node> { Operand() };
        while (true)
        {
            // Words side by side are all wanted.
            if (!Take("AND") && (AtEnd || text[_at] == ')' || Sees("OR"))) break;
            parts.Add(Operand());
        }

        return parts.Count == 1 ? parts[0] : new And(parts);
    }

    private Node Operand()
    {
        if (AtEnd || Sees("NOT") || Sees("AND") || Sees("OR")) throw Refused();
        if (text[_at] == '(')
        {
            _at++;
            var inner = Any();
            if (AtEnd || text[_at] != ')') throw new SearchException($"Error parsing query in {where}: missing ')' at '<EOF>'");
            _at++;
            return inner;
        }

        if (text[_at] == '"')
        {
            var close = text.IndexOf('"', _at + 1);
            if (close < 0) throw Refused();
            var quoted = text[(_at + 1)..close];
            _at = close + 1;
            return Words(quoted, prefix: quoted.EndsWith('*'));
        }

        if (text.AsSpan(_at).StartsWith("AREA[", StringComparison.Ordinal)) return Area();
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '[' or ']' or ',' or '"')) _at++;
        if (_at == start) throw Refused();
        return Words(text[start.._at], prefix: text[_at - 1] == '*');
    }

    private Phrase Words(string plain, bool prefix)
    {
        var words = Search.Words.Of(plain);
        return words.Count > 0 ? new Phrase(words, prefix, plain) : throw Refused();
    }

    private DayRange Area()
    {
        var name = Bracketed("AREA");
        if (!DateAreas.Contains(name, StringComparer.Ordinal)) throw new SearchException($"Error parsing query in {where}: Unknown area name: `{name}`");
        if (AtEnd || !text.AsSpan(_at).StartsWith("RANGE[", StringComparison.Ordinal)) throw Refused();
        var ends = Bracketed("RANGE").Split(',');
        if (ends.Length != 2) throw Refused();
        return new DayRange(name, End(ends[0].Trim(), "MIN", DateOnly.MinValue), End(ends[1].Trim(), "MAX", DateOnly.MaxValue));
    }

    private DateOnly End(string end, string open, DateOnly openDay)
    {
        if (end == open) return openDay;
        return DateOnly.TryParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new SearchException($"Error parsing query in {where}: Invalid date: `{end}`");
    }

    private string Bracketed(string keyword)
    {
        var open = _at + keyword.Length + 1;
        var close = text.IndexOf(']', open);
        if (close < 0) throw Refused();
        _at = close + 1;
        return text[open..close];
    }

    private bool Sees(string word) =>
        !AtEnd && text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)
        && (_at + word.Length == text.Length || !char.IsLetterOrDigit(text[_at + word.Length]));

    private bool Take(string word)
    {
        if (!Sees(word)) return false;
        _at += word.Length;
        return true;
    }

    private SearchException Refused()
    {
        var rest = AtEnd ? "<EOF>" : text[_at..Math.Min(text.Length, _at + 20)];
        return new SearchException($"Error parsing query in {where}: no viable alternative at input '{rest}'");
    }
}
