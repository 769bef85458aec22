using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Monitor.Sources.PubMed;

/// <summary>One record of a PubmedArticleSet, or the reason why it cannot be read.</summary>
internal static class PubMedRecordXml
{
    /// <summary>Title of a record that has none in any language.</summary>
    public const string NoTitle = "(no title)";

    /// <summary>Reads a PubmedArticle or a PubmedBookArticle.</summary>
    public static PubMedItem Read(XElement element, string? payload)
    {
        var book = element.Name.LocalName == "PubmedBookArticle";
        var body = element.One(book ? "BookDocument" : "MedlineCitation");
        if (body is null) return Unreadable(element, null, (book ? "BookDocument" : "MedlineCitation") + " is missing");
        // Never any PMID further down: reference lists and corrections hold those of other papers.
        var pmid = PubMedIds.Pmid(body.One("PMID"));
        if (pmid is null) return Unreadable(element, null, body.One("PMID") is null ? "PMID is missing" : "PMID is not a number");
        if (!book && body.One("Article") is null) return Unreadable(element, pmid, "Article is missing");
        try
        {
            var article = book ? PubMedBookXml.Read(element, body, pmid) : PubMedArticleXml.Read(element, body, pmid);
            return new PubMedRead(new SourceRecord(article, article.Entered, payload));
        }
        catch (Exception ex) when (ex is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return Unreadable(element, pmid, $"a field cannot be read: {ex.Message}");
        }
    }

    /// <summary>The record whole, for quarantine.</summary>
    public static PubMedUnreadable Unreadable(XElement element, string? pmid, string reason) =>
        new(new UnreadableRecord(pmid, reason, Raw(element)));

    private static string Raw(XElement element)
    {
        // Forbidden characters stay as references: the record is kept as it came.
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false, ConformanceLevel = ConformanceLevel.Fragment };
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, settings)) element.WriteTo(writer);
        return text.ToString();
    }
}
