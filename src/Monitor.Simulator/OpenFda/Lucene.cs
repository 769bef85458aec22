namespace Monitor.Simulator.OpenFda;

/// <summary>A condition of an openFDA search.</summary>
internal abstract record Clause;

internal sealed record Both(IReadOnlyList<Clause> Parts) : Clause;

internal sealed record Either(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>Words side by side in one value of a field; null = of any field.</summary>
internal sealed record Words(string? Field, IReadOnlyList<string> Wanted, bool Prefix) : Clause;

/// <summary>A day between two, both included.</summary>
internal sealed record Days(string Field, string From, string To) : Clause;

/// <summary>openFDA refuses the request: status 400 with this message.</summary>
internal sealed class BadRequestException(string message) : Exception(message);

/// <summary>
/// Reads the part of the search syntax that is simulated: AND before OR, a blank is OR, parentheses, field:word,
/// field:"phrase", field:stem*, field:[day TO day].
/// </summary>
internal sealed class Lucene(string text)
{
    private const string Allowed = "&@%/\\',._:()\"[]{}-+><=* ";

    private int _at;

    public static Clause Parse(string text)
    {
        if (text.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && !Allowed.Contains(c, StringComparison.Ordinal)) is var odd and not '\0')
            throw new BadRequestException($"Search not supported: {text} ({odd})");
        var parser = new Lucene(text);
        var clause = parser.Any();
        return parser.AtEnd ? clause : throw new BadRequestException($"Search not supported: {text}");
    }

    private bool AtEnd
    {
        get
        {
            while (_at < text.Length && text[_at] == ' ') _at++;
            return _at >= text.Length;
        }
    }

    private Clause Any()
    {
        var parts = new List<Clause> { All() };
        while (!AtEnd && text[_at] != ')')
        {
            Take("OR");
            parts.Add(All());
        }

        return parts.Count == 1 ? parts[0] : new Either(parts);
    }

    private Clause All()
    {
        var parts = new List<Clause> { Operand() };
        while (Take("AND")) parts.Add(Operand());
        return parts.Count == 1 ? parts[0] : new Both(parts);
    }

    private Clause Operand()
    {
        if (AtEnd) throw Refused();
        if (text[_at] == '(')
        {
            _at++;
            var inner = Any();
            if (AtEnd || text[_at++] != ')') throw Refused();
            return inner;
        }

        var colon = _at;
        while (colon < text.Length && (char.IsAsciiLetterOrDigit(text[colon]) || text[colon] is '_' or '.')) colon++;
        string? field = null;
        if (colon > _at && colon < text.Length && text[colon] == ':')
        {
            field = text[_at..colon];
            _at = colon + 1;
        }

        return _at < text.Length && text[_at] == '[' ? Range(field ?? throw Refused()) : Value(field);
    }

    private Words Value(string? field)
    {
        string plain;
        if (_at < text.Length && text[_at] == '"')
        {
            var close = text.IndexOf('"', _at + 1);
            if (close < 0) throw Refused();
            plain = text[(_at + 1)..close];
            _at = close + 1;
            return new Words(field, Search.Words.Of(plain), Prefix: false);
        }

        var start = _at;
        while (_at < text.Length && text[_at] is not (' ' or ')' or '(' or '"')) _at++;
        plain = text[start.._at];
        var words = Search.Words.Of(plain);
        return words.Count > 0 ? new Words(field, words, plain.EndsWith('*')) : throw Refused();
    }

    private Days Range(string field)
    {
        var close = text.IndexOf(']', _at);
        if (close < 0) throw Refused();
        var ends = text[(_at + 1)..close].Split(" TO ");
        _at = close + 1;
        return ends.Length == 2 ? new Days(field, Day(ends[0]), Day(ends[1])) : throw Refused();
    }

    private string Day(string end) =>
        end.Replace("-", "", StringComparison.Ordinal) is { Length: 8 } day && day.All(char.IsAsciiDigit) ? day : throw Refused();

    private bool Take(string word)
    {
        if (AtEnd || !text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal) || (_at + word.Length < text.Length && text[_at + word.Length] is not (' ' or '('))) return false;
        _at += word.Length;
        return true;
    }

    private BadRequestException Refused() => new($"Search not supported: {text}");
}
