using System.Globalization;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.EuropePmc;

/// <summary>
/// Reads the part of Europe PMC's language that a careful client needs: AND, OR, parentheses, terms with a field, ranges of days. What
/// the service would guess at (a term without field, an unknown field) must not look right here.
/// </summary>
internal sealed class EuropePmcParser
{
    private readonly string _text;
    private int _at;

    private EuropePmcParser(string text) => _text = text;

    public static Node Parse(string text)
    {
        var parser = new EuropePmcParser(text);
        var node = parser.Any();
        return parser.AtEnd ? node : throw parser.Refused("unexpected text");
    }

    private bool AtEnd
    {
        get
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
            return _at >= _text.Length;
        }
    }

    private Node Any()
    {
        var parts = new List<Node> { All() };
        while (Took("OR ")) parts.Add(All());
        return parts.Count == 1 ? parts[0] : new Or(parts);
    }

    private Node All()
    {
        var parts = new List<Node> { Operand() };
        while (Took("AND ")) parts.Add(Operand());
        return parts.Count == 1 ? parts[0] : new And(parts);
    }

    private Node Operand()
    {
        if (AtEnd) throw Refused("a term is missing");
        if (Took("("))
        {
            var inner = Any();
            return Took(")") ? inner : throw Refused("a parenthesis is not closed");
        }

        var field = Until(':');
        if (Took("[")) return Range(field);
        if (!EuropePmcIndex.Texts.Contains(field, StringComparer.Ordinal)) throw Refused($"the field '{field}' is not simulated");
        if (!Took("\"")) return Term(field, Word());
        var quoted = Until('"');
        // An id in quotation marks finds nothing.
        return field == "EXT_ID" ? new Or([]) : quoted.Contains('*', StringComparison.Ordinal) ? throw Refused("a star in a phrase is not simulated") : Term(field, quoted);
    }

    private InField Term(string field, string text)
    {
        var prefix = text.EndsWith('*');
        var words = Words.Of(text);
        if (words.Count == 0 || (prefix && words.Count > 1)) throw Refused($"'{text}'");
        return new InField(field, new Phrase(words, prefix, text));
    }

    private DayRange Range(string field)
    {
        if (!EuropePmcIndex.Days.Contains(field, StringComparer.Ordinal)) throw Refused($"the range of '{field}' is not simulated");
        var ends = Until(']').Split(" TO ");
        if (ends.Length != 2) throw Refused("a range has two ends");
        return new DayRange(field, Day(ends[0], last: false), Day(ends[1], last: true));
    }

    private DateOnly Day(string text, bool last)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0) return last ? new DateOnly(year, 12, 31) : new DateOnly(year, 1, 1);
        throw Refused($"'{text}' is no day");
    }

    private bool Took(string text)
    {
        if (AtEnd || string.CompareOrdinal(_text, _at, text, 0, text.Length) != 0) return false;
        _at += text.Length;
        return true;
    }

    private string Until(char end)
    {
        var close = _text.IndexOf(end, _at);
        if (close < 0) throw Refused($"'{end}' is missing");
        var text = _text[_at..close];
        _at = close + 1;
        return text;
    }

    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '"' or ':' or '[' or ']')) _at++;
        return _text[start.._at];
    }

    private SearchException Refused(string why) => new($"Invalid query at {_at}: {why}");
}
