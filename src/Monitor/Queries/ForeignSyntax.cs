using System.Text.RegularExpressions;

namespace Monitor.Queries;

/// <summary>
/// Forms of other databases, which would be read as words or as a comment here: each is refused with what it is in our language. What stands
/// between quotation marks, in a tag or in a comment is the author's own.
/// </summary>
internal static partial class ForeignSyntax
{
    private static readonly (Regex Form, Func<string, Match, string> Problem)[] Forms =
    [
        (OvidField(), (w, m) => $"{w} is Ovid's form of a field; here it is {Term(w[..m.Groups["term"].Length])}{Tag(m.Groups["fields"].Value)}"),
        (OvidHeading(), (w, m) => $"{w.Trim()} is Ovid's form of a heading; here it is \"{Bare(w[(m.Groups["term"].Index - m.Index)..][..m.Groups["term"].Length])}\"{(m.Groups["exp"].Success ? "[mh]" : "[mh:noexp]")}"),
        (EmbaseHeading(), (w, m) => $"{w} is Embase's form of a heading; here it is \"{Bare(w[..m.Groups["term"].Length])}\"[mh]"),
        (EmbaseField(),
            (w, m) => $"{w} is the form of a field at Embase or Cochrane; here it is {Term(w[..m.Groups["term"].Length])}{Tag(m.Groups["fields"].Value)}"),
        (ScopusField(), (w, m) => $"{w} is Scopus's form of a field; here the tag stands behind: (…){Tag(m.Groups["fields"].Value)}"),
        (WosField(), (w, m) => $"{w} is the Web of Science's form of a field; here the tag stands behind: (…){Tag(m.Groups["fields"].Value)}"),
        (EbscoField(), (w, m) => $"{w.TrimEnd('(', '"', ' ')} before a term is EBSCO's form of a field; here the tag stands behind: …{Tag(m.Groups["fields"].Value)}"),
        (Near(), (w, _) => $"{w} is a proximity of another database; here it is a phrase with a distance: \"hair loss\"[tiab:~3]"),
        (Lines(), (w, _) => $"{w} names a line of another search; here the whole search is one text: put that line in its place, in brackets"),
        (Wildcard(), (w, _) => $"{w} has a wildcard inside a word; here a star may end a word: write each form, with OR"),
        (Dollar(), (w, _) => $"{w} is Ovid's truncation; here it is {w.TrimEnd('$', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0')}*"),
        (SingleQuoted(), (w, _) => $"{w} is a phrase in single quotation marks; here it is \"{w.Trim('\'')}\""),
    ];

    /// <exception cref="QueryException">The text holds such a form.</exception>
    public static void Refuse(string text)
    {
        var open = Own().Replace(text, m => m.Value[0] switch
        {
            '"' => $"\"{new string('x', Math.Max(0, m.Length - 2))}\"",
            '[' => new string(']', m.Length),
            _ => new string(' ', m.Length),
        });
        var found = Forms.Select(f => (Match: f.Form.Match(open), f.Problem)).Where(f => f.Match.Success).ToList();
        if (found.Count == 0) return;
        var (match, problem) = found.MinBy(f => f.Match.Index);
        throw QueryException.At(text, match.Index, problem(text.Substring(match.Index, match.Length), match));
    }

    private static string Bare(string term) => term.Trim().Trim('\'', '"').Trim();

    private static string Term(string term)
    {
        var bare = Bare(term).Replace('$', '*');
        return bare.Contains(' ', StringComparison.Ordinal) ? $"\"{bare}\"" : bare;
    }

    private static string Tag(string fields)
    {
        var names = fields.ToUpperInvariant().Split([',', '-', ' '], StringSplitOptions.RemoveEmptyEntries);
        string? Only(string name, string tag) => names.All(n => n == name) ? tag : null;
        return Only("TI", "[ti]") ?? Only("TITLE", "[ti]") ?? Only("AB", "[ab]") ?? Only("ABS", "[ab]")
            ?? Only("AU", "[au]") ?? Only("AUTH", "[au]") ?? Only("PT", "[pt]")
            ?? Only("LA", "[la]") ?? Only("MH", "[mh]") ?? Only("MM", "[majr]") ?? Only("SO", "[ta]")
                ?? Only("SRCTITLE", "[ta]") ?? Only("DO", "[aid]") ?? Only("DOI", "[aid]") ?? "[tiab]";
    }

    // A quoted text, a tag, a comment.
    [GeneratedRegex(@"""[^""]*""|\[[^\]\n]*\]|(?<=^[ \t]*|[()])#(?!\d)[^\n]*|(?<=\s)#(?=\s)[^\n]*", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 2000)]
    private static partial Regex Own();

    [GeneratedRegex(@"(?<term>""x*""|(?<![\w$*?-])[\w$*?-]+|(?<=\)))\.(?<fields>(ti|ab|tw|mp|kw|kf|sh|hw|pt|fs|tx|rn|nm|ot|af|au|la|so|in)(,(ti|ab|tw|mp|kw|kf|sh|hw|ot|nm|af|in))*)\.(?!\w)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex OvidField();

    [GeneratedRegex(@"(?<![\w*-])((?<exp>exp)\s+\*?(?<term>""x*""|[A-Za-z][\w ,-]{0,80}?)|\*?(?<term>""x*""|[A-Za-z][\w-]*))/(?=\s|\)|$|\w{2}\b\s*(,|\[))", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex OvidHeading();

    [GeneratedRegex(@"(?<term>'[^'\n]{1,100}'|""x*""|(?<![\w-])[\w-]+)/(exp|de|mj|br|syn|lnk)(/(mj|exp))?\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex EmbaseHeading();

    [GeneratedRegex(@"(?<term>'[^'\n]{1,100}'|""x*""|(?<![\w*$?-])[\w*$?-]+|(?<=\))):(?<fields>(ti|ab|kw|de|au|tt|it|pt|la|so|tn|mn)(,(ti|ab|kw|de|tt))*)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex EmbaseField();

    [GeneratedRegex(@"\b(?<fields>TITLE(-ABS)?(-KEY)?(-AUTH)?|ABS|KEY|AUTHKEY|AUTH|SRCTITLE|DOI|INDEXTERMS|ALL)\s?\(", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ScopusField();

    [GeneratedRegex(@"\b(?<fields>TS|TI|AB|AK|AU|KP|SO|DO|PY|WC|ALL|OG|SU)\s?=", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex WosField();

    [GeneratedRegex(@"(?<=^|\(|\b(AND|OR|NOT)\s+)\s*(?<fields>TI|AB|MH|MM|SU|TX|MJ)\s+[(""]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 2000)]
    private static partial Regex EbscoField();

    // Between two terms; a word of ours that reads like one stands beside an operator.
    [GeneratedRegex(@"(?<=[\w)""'*$\]]\s+)(?<!\b(AND|OR|NOT)\s+)(ADJ\d*|adj\d*|(NEAR|NEXT|PRE|W|ONEAR)/\d+|NEAR\d*|NEXT|[NW]\d{1,2})(?=\s+[\w(""'])(?!\s+(AND|OR|NOT)\b)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Near();

    [GeneratedRegex(@"(?<!\w)#\d+\b|\b(and|or)/\d+-\d+|(?<=^|\(|\b(AND|OR|NOT)\s+)(S\d{1,3}|\d{1,2})(?=\s+(AND|OR|NOT|and|or|not)\s+(S\d{1,3}|\d{1,2})(\s|\)|$))", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 2000)]
    private static partial Regex Lines();

    [GeneratedRegex(@"(?<!\S)[A-Za-z]+[?#][A-Za-z?]*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Wildcard();

    [GeneratedRegex(@"\b[A-Za-z]{2,}\$\d*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Dollar();

    [GeneratedRegex(@"(?<![\w'])'[A-Za-z][^'\n]{1,80}'(?![\w'])", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SingleQuoted();
}
