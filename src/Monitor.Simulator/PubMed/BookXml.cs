using System.Xml;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.PubMed;

/// <summary>Writes one chapter of a book, as efetch mixes them among the articles.</summary>
internal sealed class BookXml(XmlWriter xml)
{
    private readonly XmlParts _parts = new(xml);

    public void Write(ArticleContent a)
    {
        xml.WriteStartElement("PubmedBookArticle");
        xml.WriteStartElement("BookDocument");
        _parts.Element("PMID", a.Pmid, ("Version", "1"));
        xml.WriteStartElement("ArticleIdList");
        _parts.Element("ArticleId", "NBK" + a.Pmid, ("IdType", "bookaccession"));
        _parts.Element("ArticleId", a.Doi, ("IdType", "doi"));
        xml.WriteEndElement();
        xml.WriteStartElement("Book");
        xml.WriteStartElement("Publisher");
        _parts.Element("PublisherName", "Example Press");
        _parts.Element("PublisherLocation", "Example City");
        xml.WriteEndElement();
        _parts.Element("BookTitle", a.BookTitle ?? "", ("book", "synthbook"));
        _parts.PubDate(a.Issue with { Month = null, Day = null, MedlineDate = null });
        xml.WriteEndElement();
        _parts.Raw("ArticleTitle", a.TitleXml, ("book", "synthbook"), ("part", "ch" + a.Pmid));
        _parts.Element("Language", a.Language);
        _parts.Authors(a);
        _parts.PublicationTypes(a);
        _parts.Abstract(a);
        _parts.Keywords(a);
        _parts.Day("ContributionDate", Eastern.Day(a.Entered));
        _parts.Day("DateRevised", Eastern.Day(a.Revised));
        xml.WriteEndElement();
        xml.WriteStartElement("PubmedBookData");
        _parts.History(a);
        _parts.Element("PublicationStatus", "ppublish");
        xml.WriteStartElement("ArticleIdList");
        _parts.Element("ArticleId", a.Pmid, ("IdType", "pubmed"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
