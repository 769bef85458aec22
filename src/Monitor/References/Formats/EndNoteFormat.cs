using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Monitor.Identity.Reports;

namespace Monitor.References.Formats;

/// <summary>EndNote XML. Cut into records before it is parsed, so that a broken one does not stop the others.</summary>
internal sealed partial class EndNoteFormat : IReferenceFormat
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };

    public string Name => "endnote-xml";

    public bool Is(string text) => Begin().IsMatch(text.AsSpan(0, Math.Min(text.Length, 20_000)));

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        foreach (var (line, element, problem) in Records(text)) yield return element is null ? ReferenceDraft.Broken(line, problem ?? "broken", null) : Draft(line, element);
    }

    /// <summary>Each record's element, or why it is none.</summary>
    public static IEnumerable<(int Line, XElement? Element, string? Problem)> Records(string text)
    {
        var (line, counted) = (1, 0);
        for (var at = 0; Start().Match(text, at) is { Success: true } start;)
        {
            line += text.AsSpan(counted, start.Index - counted).Count('\n');
            counted = start.Index;
            var end = text.IndexOf("</record>", start.Index, StringComparison.Ordinal);
            var next = Start().Match(text, start.Index + start.Length);
            at = end < 0 ? text.Length : end + "</record>".Length;
            if (end < 0 || (next.Success && next.Index < end))
            {
                at = next.Success ? next.Index : text.Length;
                yield return (line, null, "broken XML: the record does not end");
                continue;
            }

            yield return Parse(text[start.Index..at], line);
        }
    }

    /// <summary>The citation of a record, under this id.</summary>
    public static Citation CitationOf(string id, XElement record) => Draft(0, record).Citation(id);

    private static (int Line, XElement? Element, string? Problem) Parse(string xml, int line)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), Settings);
            return (line, XElement.Load(reader), null);
        }
        catch (XmlException ex)
        {
            return (line + ex.LineNumber - 1, null, $"broken XML: {ex.Message}");
        }
    }

    private static ReferenceDraft Draft(int line, XElement record)
    {
        string? One(params string[] path) => path.Aggregate(record, (XElement? e, string name) => e?.Element(name))?.Value.Trim() is { Length: > 0 } text ? text : null;
        var draft = new ReferenceDraft(line)
        {
            Title = One("titles", "title"),
            Date = One("dates", "year"),
            Journal = One("periodical", "full-title") ?? One("titles", "secondary-title"),
            Volume = One("volume"),
            Issue = One("number"),
            Pages = One("pages"),
            Doi = One("electronic-resource-num"),
            Pmcid = new[] { One("custom2"), One("custom7") }.FirstOrDefault(c => c?.StartsWith("PMC", StringComparison.OrdinalIgnoreCase) == true),
            Abstract = One("abstract"),
        };
        draft.Authors.AddRange(record.Element("contributors")?.Element("authors")?.Elements("author").Select(a => a.Value) ?? []);
        if (record.Element("ref-type")?.Attribute("name")?.Value is { } kind) draft.Kinds.Add(kind);
        if (One("language") is { } language) draft.Languages.Add(language);
        draft.Links.AddRange(record.Element("urls")?.Descendants("url").Select(u => u.Value) ?? []);
        // The accession number is a PMID only where the database is PubMed.
        var database = $"{One("remote-database-name")} {One("remote-database-provider")}";
        if (database.Contains("pubmed", StringComparison.OrdinalIgnoreCase) || database.Contains("nlm", StringComparison.OrdinalIgnoreCase)) draft.Pmid = One("accession-num");
        if (draft.Journal is null) draft.Registration = One("accession-num");
        return draft;
    }

    [GeneratedRegex(@"\A\s*<[^>]*>[\s\S]*?<record[\s>]|\A\s*<record[\s>]", RegexOptions.None, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"<record(\s[^>]*)?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();
}
