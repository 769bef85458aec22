using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Delivery.Export;

/// <summary>BibTeX in UTF-8. Keys come from the ids of the hits: stable, and no two alike.</summary>
internal sealed class BibTexFormat : IExportFormat
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public string Name => "bibtex";
    public string Type => "application/x-bibtex";
    public string Extension => "bib";

    public string Record(Reference r)
    {
        var sb = new StringBuilder();
        void Field(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) sb.Append(",\n  ").Append(name).Append(" = {").Append(value).Append('}');
        }

        sb.Append('@').Append(r.Kind switch
        {
            ReferenceKind.Chapter => "incollection",
            ReferenceKind.Book => "book",
            ReferenceKind.Trial => "techreport",
            ReferenceKind.Notice => "misc",
            _ => "article",
        }).Append('{').Append(Key(r.Hit.Id));
        Field("title", Protected(r.Title));
        Field("author", string.Join(" and ", r.Authors.Select(Author)));
        Field("year", r.Date?.Year.ToString("D4", CultureInfo.InvariantCulture));
        if (r.Date is { Month: > 0 } date) sb.Append(",\n  month = ").Append(Months[date.Month - 1]);
        Field("day", r.Date is { Day: > 0 } full ? full.Day.ToString(CultureInfo.InvariantCulture) : null);
        if (r.Kind != ReferenceKind.Book) Field(r.Kind == ReferenceKind.Chapter ? "booktitle" : "journal", Escaped(r.Container));
        Field("volume", Escaped(r.Volume));
        Field("number", Escaped(r.Issue ?? r.Number));
        Field("pages", r.Pages is null ? null : Escaped(PageRange.Of(r.Pages) is (var first, { } last) ? $"{first}--{last}" : r.Pages));
        Field(r.Kind == ReferenceKind.Trial ? "institution" : "publisher", Escaped(r.Publisher));
        Field(r.Kind == ReferenceKind.Notice ? "howpublished" : "type", Escaped(r.Genre));
        Field("doi", Verbatim(r.Doi));
        Field("url", Verbatim(r.Link));
        Field("pmid", r.Pmid);
        Field("pmcid", r.Pmcid);
        Field("language", Escaped(string.Join(", ", r.Languages)));
        Field("keywords", Escaped(string.Join(", ", r.Keywords)));
        Field("note", Escaped(string.Join(". ", r.Notes)));
        Field("abstract", Escaped(r.Abstract));
        return sb.Append("\n}\n\n").ToString();
    }

    /// <summary>The id where its characters may stand in a key; else what is left of it, and a piece of its hash.</summary>
    internal static string Key(string id)
    {
        var kept = string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        var plain = colon > 0 && id.Where((c, i) => i != colon).All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
        return plain ? kept : $"{kept[..Math.Min(kept.Length, 60)].Trim('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..10]}";
    }

    private static string Author(PersonName name) => name.IsGroup ? $"{{{Escaped(name.Family)}}}"
        : name.Suffix is null ? Escaped(name.Sorted)
        : Escaped($"{name.Family}, {name.Suffix}, {name.Given}");

    /// <summary>Styles write titles in small letters: names and abbreviations are kept from that.</summary>
    private static string Protected(string title) =>
        string.Join(' ', title.Split(' ').Select((word, i) => word.Skip(i == 0 ? 1 : 0).Any(char.IsUpper) ? $"{{{Escaped(word)}}}" : Escaped(word)));

    /// <summary>Braces count in BibTeX even behind a backslash: where they do not pair off, they are written by name.</summary>
    private static string Escaped(string? text)
    {
        var sb = new StringBuilder();
        var pair = Pairs(text ?? "");
        foreach (var c in text ?? "")
        {
            sb.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '{' => pair ? "\\{" : "\\textbraceleft{}",
                '}' => pair ? "\\}" : "\\textbraceright{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' => $"\\{c}",
                _ => c.ToString(),
            });
        }

        return sb.ToString();
    }

    private static bool Pairs(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth < 0) return false;
        }

        return depth == 0;
    }

    /// <summary>Addresses are read as they stand; only what would end the field is written in per cent.</summary>
    private static string? Verbatim(string? text) =>
        text?.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
}
