using Monitor.Text;

namespace Monitor.Queries;

/// <summary>
/// Reads AND, OR, parentheses, "phrases", truncation* and the tags [tiab], [ti], [ab]. AND binds before OR is never guessed:
/// mixing both on one level without parentheses is an error, because PubMed reads from left to right.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Longest query text read, in characters.</summary>
    public const int MaxLength = 100_000;

    /// <summary>Deepest nesting of parentheses read.</summary>
    public const int MaxDepth = 100;

    private static readonly Dictionary<string, string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tiab"] = "tiab", ["title/abstract"] = "tiab",
        ["ti"] = "ti", ["title"] = "ti",
        ["ab"] = "ab", ["abstract"] = "ab",
    };

    private readonly string _text;
    private int _at;

    private QueryParser(string text) => _text = text;

    public static Query Parse(string text)
    {
        if (text.Length > MaxLength) throw new QueryException($"the query has {text.Length} characters; at most {MaxLength} are read", 1, 1);
        var parser = new QueryParser(text);
        parser.Blank();
        if (parser.AtEnd) throw parser.Error("the query is empty");
        var root = parser.Group(0);
        parser.Blank();
        if (!parser.AtEnd) throw parser.Error(parser.Peek == ')' ? "a ')' without its '('" : "unexpected text");
        return new Query(root);
    }

    private bool AtEnd => _at >= _text.Length;
    private char Peek => _text[_at];

    private Clause Group(int depth)
    {
        if (depth > MaxDepth) throw Error($"more than {MaxDepth} nested parentheses");
        var parts = new List<Clause> { Operand(depth) };
        string? joined = null;
        while (true)
        {
            Blank();
            if (AtEnd || Peek == ')') break;
            var place = _at;
            var word = OperatorWord();
            if (word is null) throw ErrorAt(place, "two terms side by side: put AND or OR between them, or quotation marks around a phrase");
            if (word is "and" or "or" or "not" or "And" or "Or" or "Not") throw ErrorAt(place, $"operators are written in capitals: {word.ToUpperInvariant()}");
            if (word == "NOT") throw ErrorAt(place, "NOT is not supported yet");
            if (joined is not null && joined != word) throw ErrorAt(place, "AND and OR on one level: add parentheses");
            joined = word;
            parts.Add(Operand(depth));
        }

        return joined switch { null => parts[0], "AND" => new AllOf(parts), _ => new AnyOf(parts) };
    }

    private Clause Operand(int depth)
    {
        Blank();
        if (AtEnd) throw Error("a term is missing at the end");
        var place = _at;
        if (Peek == '(')
        {
            _at++;
            var inner = Group(depth + 1);
            Blank();
            if (AtEnd) throw ErrorAt(place, "a '(' without its ')'");
            _at++;
            return inner;
        }

        if (Peek == ')') throw Error("a term is missing before ')'");
        if (Peek == '"') return Phrase();
        var save = _at;
        if (OperatorWord() is "AND" or "OR" or "NOT") throw ErrorAt(place, "a term is missing before this operator");
        _at = save;
        return Word();
    }

    private Term Phrase()
    {
        var place = _at++;
        var close = _text.IndexOf('"', _at);
        if (close < 0) throw ErrorAt(place, "a quotation mark that is not closed");
        var inner = _text[_at..close].Trim();
        _at = close + 1;
        var truncated = inner.EndsWith('*');
        if (truncated) inner = inner[..^1];
        return Checked(new Term(inner, Quoted: true, truncated, Tag()), place);
    }

    private Term Word()
    {
        var place = _at;
        while (!AtEnd && !char.IsWhiteSpace(Peek) && Peek is not ('(' or ')' or '[' or '"' or '*' or '#')) _at++;
        var word = _text[place.._at];
        var truncated = !AtEnd && Peek == '*';
        if (truncated) _at++;
        return Checked(new Term(word, Quoted: false, truncated, Tag()), place);
    }

    private Term Checked(Term term, int place)
    {
        if (Folded.Tokens(term.Text).Count == 0) throw ErrorAt(place, "a term needs at least one letter or digit");
        return term;
    }

    private string Tag()
    {
        if (AtEnd || Peek != '[') return "tiab";
        var place = _at;
        var close = _text.IndexOf(']', _at);
        if (close < 0) throw ErrorAt(place, "a '[' without its ']'");
        var name = _text[(_at + 1)..close].Trim();
        _at = close + 1;
        return Tags.TryGetValue(name, out var tag) ? tag : throw ErrorAt(place, $"unknown tag [{name}]; known are [tiab], [ti], [ab]");
    }

    private string? OperatorWord()
    {
        var start = _at;
        while (!AtEnd && char.IsAsciiLetter(Peek)) _at++;
        var word = _text[start.._at];
        var ends = AtEnd || char.IsWhiteSpace(Peek) || Peek is '(' or '"';
        if (ends && word is "AND" or "OR" or "NOT" or "and" or "or" or "not" or "And" or "Or" or "Not") return word;
        _at = start;
        return null;
    }

    private void Blank()
    {
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Peek)) _at++;
            else if (Peek == '#') while (!AtEnd && Peek != '\n') _at++;
            else return;
        }
    }

    private QueryException Error(string message) => ErrorAt(_at, message);

    private QueryException ErrorAt(int place, string message)
    {
        var before = _text[..place];
        var line = before.Count(c => c == '\n') + 1;
        return new QueryException(message, line, place - before.LastIndexOf('\n'));
    }
}
