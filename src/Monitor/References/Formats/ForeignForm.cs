using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>Forms that are not read, by what shows them: such a file is refused by the name of its form, and never read as running text.</summary>
internal static partial class ForeignForm
{
    private static readonly (byte[] Begins, string Name)[] Packed =
    [
        ("%PDF"u8.ToArray(), "a PDF"), ("PK\u0003\u0004"u8.ToArray(), "a packed file, such as one of Word, Excel or EndNote"),
        ([0xD0, 0xCF, 0x11, 0xE0], "a file of an old Office or EndNote"), ([0x1F, 0x8B], "a gzip file"), ("SQLite format 3"u8.ToArray(), "a SQLite database"),
        ("{\\rtf"u8.ToArray(), "a text with formatting (RTF)"),
    ];

    /// <summary>Its form, by its first bytes; null = none of these.</summary>
    public static string? Of(ReadOnlySpan<byte> content)
    {
        foreach (var (begins, name) in Packed)
        {
            if (content.StartsWith(begins)) return name;
        }

        return null;
    }

    /// <summary>Its form, by its text; null = running text, for all that is known.</summary>
    public static string? Of(string text)
    {
        var top = text.AsSpan(0, Math.Min(text.Length, 4000));
        if (Html().IsMatch(top)) return "a page (HTML)";
        if (PubMedXml().IsMatch(top)) return "PubMed XML, which 'import' reads; save the references as PubMed or RIS";
        if (Xml().Match(top.ToString()) is { Success: true } xml) return $"XML of another form ({xml.Groups["root"].Value})";
        if (Json().IsMatch(top)) return "JSON of another form than CSL";
        if (RefWorks().IsMatch(top)) return "RefWorks's tagged form; export as RIS";
        if (OvidText().IsMatch(top)) return "Ovid's own text; export as RIS";
        if (Cochrane().IsMatch(top)) return "the Cochrane Library's text; export as RIS";
        if (ProQuest().IsMatch(top)) return "ProQuest's text; export as RIS";
        if (Scopus().IsMatch(top)) return "Scopus's plain text; export as RIS";
        if (CsvFormat.UnknownTable(text) is { } names) return $"a table without a column that is known as title, DOI or PMID: {string.Join(", ", names)}";
        var lines = text.Split('\n', 402).Take(401).Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        return lines.Count > 5 && lines.Count(l => Tagged().IsMatch(l)) * 10 > lines.Count * 6 ? "a tagged form that is not known; export as RIS" : null;
    }

    [GeneratedRegex(@"\A\s*(<!doctype html|<html)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Html();

    [GeneratedRegex("<(PubmedArticleSet|PubmedArticle|MedlineCitationSet)[ >]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PubMedXml();

    [GeneratedRegex(@"\A\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?<root>[A-Za-z][\w:.-]*)(\s[^<>]*)?/?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Xml();

    [GeneratedRegex(@"\A\s*(\{\s*""|\[\s*(\{|""|\[))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"^RT (Journal|Book|Generic|Conference|Dissertation|Report|Web|Magazine)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RefWorks();

    [GeneratedRegex(@"^<\d+>\s*$|^Unique Identifier\s*$|^VN  - Ovid Technologies", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex OvidText();

    [GeneratedRegex(@"^Record #\d+ of \d+", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Cochrane();

    [GeneratedRegex(@"^(Document|Result) \d+ of \d+\s*$|^ProQuest document ID:", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ProQuest();

    [GeneratedRegex(@"\A\s*Scopus\s*\n\s*EXPORT DATE", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Scopus();

    // A short name in capitals, a mark, a text; no list of references begins its lines so.
    [GeneratedRegex(@"^(\s{0,2}[A-Z][A-Z0-9]{1,3}\s{0,2}[-:=]\s|[A-Z][A-Z0-9]{1,3}\s{2,4}\S|\s{3,})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tagged();
}
