using System.Globalization;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>
/// Reads the part of PubMed's term language that a careful client needs and refuses the rest: what PubMed would guess at
/// (untagged words, unknown tags, AND beside OR) must not look right here.
/// </summary>
internal sealed class TermParser
{
    private static readonly Dictionary<string, string> DateTags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["edat"] = "edat", ["date - entry"] = "edat", ["mdat"] = "mdat", ["lr"] = "mdat", ["date - modification"] = "mdat",
        ["crdt"] = "crdt", ["date - create"] = "crdt", ["dp"] = "pdat",
    };

    private readonly string _text;
    private int _at;

    private TermParser(string text) => _text = text;

    public static Node Parse(string text)
    {
        var parser = new TermParser(text);
        var node = parser.Group();
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

    private Node Group()
    {
        var parts = new List<Node> { Operand() };
        string? joined = null;
        while (!AtEnd && _text[_at] != ')')
        {
            var word = Bare();
            if (word is not ("AND" or "OR" or "NOT")) throw Refused($"'{word}' where AND, OR or NOT is expected");
            // PubMed evaluates from left to right; nobody means that.
            if (joined is not null && joined != word) throw Refused($"{joined} and {word} on one level without parentheses");
            joined = word;
            parts.Add(word == "NOT" ? new Without(Operand()) : Operand());
        }

        return joined switch { null => parts[0], "OR" => new Or(parts), _ => new And(parts) };
    }

    private Node Operand()
    {
        if (AtEnd) throw Refused("a term is missing");
        if (_text[_at] == '(')
        {
            _at++;
            var inner = Group();
            if (AtEnd) throw Refused("a parenthesis is not closed");
            _at++;
            return inner;
        }

        var quoted = _text[_at] == '"';
        var text = quoted ? Quoted() : Bare();
        if (text.Length == 0) throw Refused("a term is missing");
        var tag = Tag();
        if (!AtEnd && _text[_at] == ':')
        {
            _at++;
            if (AtEnd) throw Refused("a date range has no end");
            var end = _text[_at] == '"' ? Quoted() : Bare();
            return Range(text, tag, end, Tag());
        }

        if (!quoted && text.Contains(':', StringComparison.Ordinal))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return Range(text[..colon], null, text[(colon + 1)..], tag);
        }

        return Term(text, quoted, tag);
    }

    private Phrase Term(string text, bool quoted, string? tag)
    {
        if (tag is null) throw Refused($"untagged term '{text}': PubMed would map it automatically");
        if (tag.Equals("pmid", StringComparison.OrdinalIgnoreCase)) return new Phrase([ArticleIndex.Number(text)], false, $"{text}[pmid]");
        if (ArticleIndex.WholeFieldOf(tag) is { } whole) return new Phrase(ArticleIndex.Whole(whole, text), false, $"\"{text}\"[{whole}]");
        var field = ArticleIndex.FieldOf(tag);
        if (field is null && !tag.Equals("tiab", StringComparison.OrdinalIgnoreCase) && !tag.Equals("Title/Abstract", StringComparison.OrdinalIgnoreCase))
            throw Refused($"tag [{tag}] is not simulated");
        var prefix = text.EndsWith('*');
        var plain = prefix ? text[..^1] : text;
        if (plain.Contains('*', StringComparison.Ordinal)) throw Refused($"'*' inside '{text}'");
        var words = Words.Of(plain);
        if (words.Count == 0) throw Refused($"'{text}' holds no word");
        if (prefix && words[^1].Length < 4) throw Refused($"truncation needs four characters: '{text}'");
        if (field is not null) return new Phrase([.. words.Select(w => ArticleIndex.In(field, w))], prefix, $"{text}[{field}]");
        return new Phrase(words, prefix, quoted ? $"\"{text}\"[Title/Abstract]" : $"{text}[Title/Abstract]");
    }

    private DayRange Range(string from, string? fromTag, string to, string? toTag)
    {
        if (toTag is null || !DateTags.TryGetValue(toTag, out var field)) throw Refused($"date range with tag [{toTag}]");
        if (fromTag is not null && (!DateTags.TryGetValue(fromTag, out var first) || first != field)) throw Refused("a date range with two tags");
        return new DayRange(field, Day(from, last: false), Day(to, last: true));
    }

    private static DateOnly Day(string text, bool last) =>
        TryDay(text.Trim(), last, out var day) ? day : throw new SearchException($"term: '{text}' is not a date.");

    /// <summary>Reads YYYY/MM/DD, YYYY/MM or YYYY as the first or last day that it means.</summary>
    public static bool TryDay(string text, bool last, out DateOnly day)
    {
        day = default;
        var parts = text.Split('/');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return false;
        }

        if (parts.Length > 3 || numbers[0] is < 1 or > 9999 || (parts.Length > 1 && numbers[1] is < 1 or > 12)) return false;
        var month = parts.Length > 1 ? numbers[1] : last ? 12 : 1;
        var days = DateTime.DaysInMonth(numbers[0], month);
        var number = parts.Length > 2 ? numbers[2] : last ? days : 1;
        if (number < 1 || number > days) return false;
        day = new DateOnly(numbers[0], month, number);
        return true;
    }

    private string Quoted()
    {
        var close = _text.IndexOf('"', _at + 1);
        if (close < 0) throw Refused("a quotation mark is not closed");
        var text = _text[(_at + 1)..close];
        _at = close + 1;
        return text;
    }

    private string Bare()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '[' or ']' or '"')) _at++;
        return _text[start.._at];
    }

    private string? Tag()
    {
        if (AtEnd || _text[_at] != '[') return null;
        var close = _text.IndexOf(']', _at);
        if (close < 0) throw Refused("a '[' is not closed");
        var tag = _text[(_at + 1)..close].Trim();
        _at = close + 1;
        return tag;
    }

    private SearchException Refused(string problem) => new($"term, character {_at + 1}: {problem}.");
}
