using System.Text;

namespace Monitor.References.Formats;

/// <summary>Values separated by commas, semicolons or tabs under a row of names: our own export, and those of databases and reference managers.</summary>
internal sealed class CsvFormat : IReferenceFormat
{
    /// <summary>
    /// What each field is called, in the order of preference, by PubMed, Embase, Scopus, Web of Science, Cochrane, Covidence, Rayyan, RefWorks,
    /// Zotero, OpenAlex and Publish or Perish; letters and digits only.
    /// </summary>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["key"] = ["key", "id"],
        ["title"] = ["title", "articletitle", "documenttitle", "primarytitle", "titleprimary", "ti", "displayname"],
        ["othertitle"] = ["originaltitle", "titleoriginal"],
        ["authors"] =
            ["authorfullnames", "authors", "author", "authornames", "authorlist", "authorsprimary", "af", "au",
            "authorshipsauthordisplayname", "authorshipsrawauthorname"],
        ["year"] =
            ["year", "publicationyear", "publishedyear", "pubyear", "yearpublished", "py", "published", "date", "publicationdate", "datepublished", "pubdate"],
        ["journal"] =
        [
            "journal", "publicationtitle", "sourcetitle", "journalbook", "secondarytitle", "booktitle", "containertitle", "journaltitle", "journalname",
            "periodicalfull", "so", "primarylocationsourcedisplayname", "hostvenuedisplayname", "periodicalabbrev", "source",
        ],
        ["volume"] = ["volume", "vol", "vl", "bibliovolume"],
        ["issue"] = ["issue", "issuenumber", "number", "no", "is", "biblioissue"],
        ["pages"] = ["pages", "page", "pagination"],
        ["first"] = ["pagestart", "startpage", "firstpage", "bp", "bibliofirstpage", "artno", "articlenumber"],
        ["last"] = ["pageend", "endpage", "lastpage", "ep", "bibliolastpage"],
        ["doi"] = ["doi", "di", "digitalobjectidentifier", "idsdoi"],
        ["pmid"] = ["pmid", "pubmedid", "medlinepmid", "pm", "idspmid"],
        ["pmcid"] = ["pmcid", "pmc", "idspmcid"],
        ["url"] = ["url", "link", "links", "urls", "articleurl"],
        ["language"] = ["language", "languages", "languageoforiginaldocument", "la"],
        ["type"] = ["type", "publicationtype", "documenttype", "itemtype", "dt", "reftype"],
        ["kind"] = ["kind"],
        ["registration"] = ["nctnumber", "registration", "trialregistration", "nctid"],
        ["abstract"] = ["abstract", "abstractnote", "ab"],
    };

    private static readonly string[] Naming = [.. Names["title"], .. Names["doi"], .. Names["pmid"], "nctnumber"];

    private static readonly Dictionary<string, string> Fields =
        Names.SelectMany(n => n.Value.Select(v => (v, n.Key))).ToDictionary(n => n.v, n => n.Key, StringComparer.Ordinal);

    /// <summary>So many lines may stand before the row of names.</summary>
    private const int Preamble = 40;

    public string Name => "csv";

    public bool Is(string text) => Head(text) is not null;

    /// <summary>The names of a table that has none which is known; null = it is no table.</summary>
    public static IReadOnlyList<string>? UnknownTable(string text)
    {
        var lines = text.Split('\n', 12).Take(11).Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        foreach (var separator in Separators)
        {
            var widths = lines.ConvertAll(l => Rows(l, separator).FirstOrDefault().Row?.Count ?? 0);
            if (lines.Count > 1 && widths[0] > 2 && widths.TrueForAll(w => w == widths[0]) && lines[0].Length < 2000
                && Rows(lines[0], separator).First().Row is { } names && names.TrueForAll(n => n.Length is > 0 and < 40))
            {
                return names;
            }
        }

        return null;
    }

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        if (Head(text) is not { } head) yield break;
        Dictionary<string, int>? columns = null;
        var width = 0;
        foreach (var (line, row) in Rows(text, head.Separator))
        {
            if (row is null)
            {
                yield return ReferenceDraft.Broken(line, "a quotation mark is not closed: the row and what follows could not be read", null);
                continue;
            }

            if (row.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            if (columns is null)
            {
                if (line < head.Line)
                {
                    yield return ReferenceDraft.Outside(line, string.Join(' ', row));
                    continue;
                }

                (columns, width) = (Columns(row), row.Count);
                var others = row.Where((n, i) => !string.IsNullOrWhiteSpace(n) && !columns.ContainsValue(i)).ToList();
                if (others.Count > 0) yield return ReferenceDraft.Outside(line, $"columns that were not read: {string.Join(", ", others)}");
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
            Key = Of("key"), Title = Of("title"), OtherTitle = Of("othertitle"), Date = Of("year"),
            Journal = Of("journal"), Volume = Of("volume"), Issue = Of("issue"),
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

    /// <summary>The first row that names columns; null = none does. What stands before it, such as the search or <c>sep=;</c>, counts for nothing.</summary>
    private static (char Separator, int Line)? Head(string text)
    {
        var end = 0;
        for (var lines = 0; lines < Preamble && end >= 0 && end < text.Length; lines++) end = text.IndexOf('\n', end) is var at and >= 0 ? at + 1 : text.Length;
        var top = text[..Math.Min(end, 50_000)];
        return Separators.SelectMany(s => Rows(top, s).Where(r => r.Row is not null)
            .Select(r => (Separator: s, r.Line, Known: Known(r.Row!, r.Line)))) // non-null: just asked
            .Where(r => r.Known > 0).OrderBy(r => r.Line).ThenByDescending(r => r.Known).Select(r => ((char, int)?)(r.Separator, r.Line)).FirstOrDefault();
    }

    /// <summary>How many columns a row names; 0 = it is no row of names. A single word is one on the first line alone.</summary>
    private static int Known(List<string> row, int line)
    {
        var plain = row.ConvertAll(Plain);
        var known = plain.Where(Fields.ContainsKey).Distinct(StringComparer.Ordinal).Count();
        return plain.Exists(h => Naming.Contains(h, StringComparer.Ordinal)) && (known > 1 || (row.Count == 1 && line == 1))
            && known * 4 >= row.Count(r => r.Length > 0) ? known : 0;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static readonly char[] Separators = [',', ';', '\t'];

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
