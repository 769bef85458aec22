using System.Text;

namespace Monitor.References.Formats;

/// <summary>Values separated by commas, semicolons or tabs under a row of names: our own export, and those of databases and reference managers.</summary>
internal sealed class CsvFormat : IReferenceFormat
{
    /// <summary>What each field is called, in the order of preference; letters and digits only.</summary>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["key"] = ["key", "id"],
        ["title"] = ["title", "articletitle", "documenttitle", "primarytitle"],
        ["authors"] = ["authors", "author", "authorfullnames", "authorlist"],
        ["year"] = ["year", "publicationyear", "pubyear", "published", "date", "publicationdate"],
        ["journal"] = ["journal", "publicationtitle", "sourcetitle", "journalbook", "secondarytitle", "booktitle", "containertitle", "journaltitle"],
        ["volume"] = ["volume", "vol"],
        ["issue"] = ["issue", "number", "no"],
        ["pages"] = ["pages", "page"],
        ["first"] = ["pagestart", "startpage", "firstpage"],
        ["last"] = ["pageend", "endpage", "lastpage"],
        ["doi"] = ["doi"],
        ["pmid"] = ["pmid", "pubmedid"],
        ["pmcid"] = ["pmcid", "pmc"],
        ["url"] = ["url", "link", "links", "urls"],
        ["language"] = ["language", "languages"],
        ["type"] = ["type", "publicationtype", "documenttype", "itemtype"],
        ["kind"] = ["kind"],
        ["registration"] = ["nctnumber", "registration", "trialregistration", "nctid"],
        ["abstract"] = ["abstract", "abstractnote"],
    };

    public string Name => "csv";

    public bool Is(string text)
    {
        var (_, head) = Head(text);
        var known = head.Select(Plain).Where(h => Names.Values.Any(n => n.Contains(h, StringComparer.Ordinal))).Distinct(StringComparer.Ordinal).ToList();
        var named = known.Exists(h => h is "title" or "articletitle" or "documenttitle" or "doi" or "pmid" or "pubmedid" or "nctnumber");
        return named && (known.Count > 1 || head.Count == 1);
    }

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        var (separator, _) = Head(text);
        Dictionary<string, int>? columns = null;
        var width = 0;
        foreach (var (line, row) in Rows(text, separator))
        {
            if (row is null)
            {
                yield return ReferenceDraft.Broken(line, "a quotation mark is not closed: the row and what follows could not be read", null);
                continue;
            }

            if (row is [var only] && string.IsNullOrWhiteSpace(only)) continue;
            if (columns is null)
            {
                (columns, width) = (Columns(row), row.Count);
                continue;
            }

            // Spreadsheets leave empty cells at the end away, and add some.
            var cut = row.Count > width && row.Skip(width).All(string.IsNullOrWhiteSpace);
            yield return row.Count > width && !cut ? ReferenceDraft.Broken(line, $"{row.Count} values under {width} names", row[0]) : Draft(line, row, columns);
        }
    }

    private static ReferenceDraft Draft(int line, List<string> row, Dictionary<string, int> columns)
    {
        string? Of(string field) => columns.TryGetValue(field, out var at) && at < row.Count && row[at].Trim() is { Length: > 0 } value && value is not ("NA" or "nan" or "NULL") ? Unquoted(value) : null;
        var draft = new ReferenceDraft(line)
        {
            Key = Of("key"), Title = Of("title"), Date = Of("year"), Journal = Of("journal"), Volume = Of("volume"), Issue = Of("issue"),
            Pages = Of("pages") ?? Of("first"), LastPage = Of("pages") is null ? Of("last") : null, Doi = Of("doi"), Pmid = Of("pmid"), Pmcid = Of("pmcid"), Abstract = Of("abstract"), Registration = Of("registration"),
        };
        if (Of("authors") is { } authors) draft.Authors.AddRange(authors.Split(authors.Contains(';', StringComparison.Ordinal) ? ";" : " and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (Of("type") is { } type) draft.Kinds.AddRange(type.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (Of("language") is { } language) draft.Languages.AddRange(language.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (Of("url") is { } url) draft.Links.Add(url);
        return draft;
    }

    /// <summary>Our export writes an apostrophe before what a spreadsheet would take for a formula.</summary>
    private static string Unquoted(string value) => value is ['\'', '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? value[1..] : value;

    private static Dictionary<string, int> Columns(List<string> head)
    {
        var plain = head.ConvertAll(Plain);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, names) in Names)
        {
            if (names.Select(n => plain.IndexOf(n)).FirstOrDefault(i => i >= 0, -1) is >= 0 and var at) columns[field] = at;
        }

        return columns;
    }

    private static (char Separator, List<string> Names) Head(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept('\n', ' ', '\ufeff');
        var line = start < 0 ? "" : text[start..].Split('\n', 2)[0];
        var separator = ((char[])[',', ';', '\t']).MaxBy(c => line.Count(l => l == c));
        return (separator, line.Length > 10_000 ? [] : [.. Rows(line, separator).Take(1).SelectMany(r => r.Row ?? [])]);
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>As RFC 4180 has them: quotation marks doubled inside, line breaks within; null = the last one, which does not end.</summary>
    private static IEnumerable<(int Line, List<string>? Row)> Rows(string text, char separator)
    {
        var (row, value, quoted, line, begun) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') value.Append(text[i++]);
            else if (c == '"' && (quoted || value.Length == 0)) quoted = !quoted;
            else if (quoted || (c != separator && c != '\n')) value.Append(c);
            else
            {
                row.Add(value.ToString());
                value.Clear();
                if (c != '\n') continue;
                yield return (begun, row);
                (row, begun) = ([], line);
            }
        }

        if (value.Length == 0 && row.Count == 0) yield break;
        row.Add(value.ToString());
        yield return (begun, quoted ? null : row);
    }
}
