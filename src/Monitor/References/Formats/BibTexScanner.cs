using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>Walks through one entry: its key, and <c>name = value</c> with braces, quotation marks, numbers, macros and <c>#</c>.</summary>
internal sealed partial class BibTexScanner(string text, int start)
{
    /// <summary>Longer values belong to no record: a brace is missing.</summary>
    private const int Longest = 1_000_000;

    public int At { get; private set; } = start;

    /// <summary>Why <see cref="Fields"/> is null.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// What stands before the first field, whatever it holds: brackets of a DOI, commas, blanks. Null = the entry has no key.
    /// </summary>
    public string? Key()
    {
        var field = FirstField().Match(text, At);
        // An entry without fields ends where its key does, and another one follows.
        var closes = text.IndexOf('}', At);
        if (field.Success && closes >= 0 && closes < field.Index && text.AsSpan(closes, field.Index - closes).Contains('@')) field = Match.Empty;
        var upTo = field.Success ? field.Index : text.AsSpan(At).IndexOfAny(",}\n") is var stop and >= 0 ? At + stop : text.Length;
        var key = text[At..upTo].Trim().TrimEnd(',').Trim();
        At = upTo;
        return key.Length == 0 ? null : key;
    }

    /// <summary>The values by their names in lower case, up to the end of the entry; null where it does not end.</summary>
    public Dictionary<string, string>? Fields(IReadOnlyDictionary<string, string> macros)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            Blanks(also: ',');
            if (At >= text.Length) return Broken("it does not end");
            if (text[At] is '}' or ')')
            {
                At++;
                return fields;
            }

            var name = Word();
            Blanks();
            if (name.Length == 0 || At >= text.Length || text[At] != '=') return Broken(name.Length == 0 ? $"'{text[At]}' where a field is expected" : $"no value for {name}");
            At++;
            if (Value(macros) is not { } value) return Broken($"the value of {name} does not end");
            fields.TryAdd(name.ToLowerInvariant(), value);
        }
    }

    /// <summary>Over a comment or preamble.</summary>
    public void SkipValue()
    {
        At--;
        if (text[At] == '{') Braced();
    }

    private string? Value(IReadOnlyDictionary<string, string> macros)
    {
        var value = new StringBuilder();
        while (true)
        {
            Blanks();
            if (At >= text.Length) return null;
            var part = text[At] switch { '{' => Braced(), '"' => Quoted(), _ => Named(macros) };
            if (part is null) return null;
            value.Append(part);
            Blanks();
            if (At >= text.Length || text[At] != '#') return value.ToString();
            At++;
        }
    }

    private string? Named(IReadOnlyDictionary<string, string> macros) => Word() is { Length: > 0 } word ? macros.GetValueOrDefault(word, word) : null;

    /// <summary>As BibTeX counts: a backslash, as at the end of a path, keeps no brace from counting.</summary>
    private string? Braced()
    {
        var (from, depth) = (At + 1, 0);
        for (; At < text.Length && At - from < Longest; At++)
        {
            if (text[At] == '{') depth++;
            else if (text[At] == '}' && --depth == 0) return text[from..At++];
        }

        return null;
    }

    private string? Quoted()
    {
        var (from, depth) = (++At, 0);
        for (; At < text.Length && At - from < Longest; At++)
        {
            if (text[At] == '\\') At++;
            else if (text[At] == '{') depth++;
            else if (text[At] == '}') depth--;
            else if (text[At] == '"' && depth == 0) return text[from..At++];
        }

        return null;
    }

    private string Word()
    {
        var from = At;
        while (At < text.Length && (char.IsLetterOrDigit(text[At]) || text[At] is '-' or '_' or '.' or ':' or '+' or '/')) At++;
        return text[from..At];
    }

    private void Blanks(char also = ' ')
    {
        while (At < text.Length && (char.IsWhiteSpace(text[At]) || text[At] == also)) At++;
    }

    private Dictionary<string, string>? Broken(string problem)
    {
        Problem = problem;
        return null;
    }

    [GeneratedRegex(@"(?<=[\s,{(])[A-Za-z][\w:+./-]*\s*=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstField();
}
