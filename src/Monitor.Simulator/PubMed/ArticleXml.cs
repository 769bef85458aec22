using System.Globalization;
using System.Xml;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.PubMed;

/// <summary>Writes one article in the element order of pubmed_250101.dtd.</summary>
internal sealed class ArticleXml(XmlWriter xml)
{
    private readonly XmlParts _parts = new(xml);

    public void Write(ArticleContent a)
    {
        xml.WriteStartElement("PubmedArticle");
        Citation(a);
        PubmedData(a);
        xml.WriteEndElement();
    }

    private void Citation(ArticleContent a)
    {
        _parts.Open("MedlineCitation", ("Status", a.Status), ("Owner", "NLM"), ("IndexingMethod", a.Mesh.Count > 0 ? "Automated" : null));
        _parts.Element("PMID", a.Pmid, ("Version", a.PmidVersion.ToString(CultureInfo.InvariantCulture)));
        if (a.Mesh.Count > 0) _parts.Day("DateCompleted", Eastern.Day(a.Revised));
        _parts.Day("DateRevised", Eastern.Day(a.Revised));
        Article(a);
        xml.WriteStartElement("MedlineJournalInfo");
        _parts.Element("Country", "Utopia");
        _parts.Element("MedlineTA", a.Issue.Abbreviation);
        _parts.Element("NlmUniqueID", "999" + a.Issue.Issn.Replace("-", "", StringComparison.Ordinal)[4..]);
        _parts.Element("ISSNLinking", a.Issue.Issn);
        xml.WriteEndElement();
        if (a.Mesh.Count > 0) _parts.Element("CitationSubset", "IM");
        _parts.Links(a);
        Mesh(a);
        _parts.OtherAbstracts(a);
        _parts.Keywords(a);
        _parts.Element("CoiStatement", "The authors do not exist and declare nothing.");
        xml.WriteEndElement();
    }

    private void Article(ArticleContent a)
    {
        _parts.Open("Article", ("PubModel", a.Issue.Pages is null ? "Electronic" : "Print-Electronic"));
        Journal(a.Issue);
        _parts.Raw("ArticleTitle", a.TitleXml);
        if (a.Issue.Pages is not null)
        {
            xml.WriteStartElement("Pagination");
            _parts.Element("StartPage", a.Issue.Pages.Split('-')[0]);
            _parts.Element("MedlinePgn", a.Issue.Pages);
            xml.WriteEndElement();
        }

        if (a.InvalidDoi is not null) _parts.Element("ELocationID", a.InvalidDoi, ("EIdType", "doi"), ("ValidYN", "N"));
        _parts.Element("ELocationID", a.Doi, ("EIdType", "doi"), ("ValidYN", "Y"));
        _parts.Abstract(a);
        _parts.Authors(a);
        _parts.Element("Language", a.Language);
        DataBanks(a);
        _parts.PublicationTypes(a);
        if (a.VernacularTitle is not null) _parts.Element("VernacularTitle", a.VernacularTitle);
        if (a.Issue.Pages is null) _parts.Day("ArticleDate", a.Issue.PublicationDay, ("DateType", "Electronic"));
        xml.WriteEndElement();
    }

    private void Journal(JournalIssue issue)
    {
        xml.WriteStartElement("Journal");
        _parts.Element("ISSN", issue.Issn, ("IssnType", "Electronic"));
        _parts.Open("JournalIssue", ("CitedMedium", "Internet"));
        if (issue.Volume is not null) _parts.Element("Volume", issue.Volume);
        if (issue.Number is not null) _parts.Element("Issue", issue.Number);
        _parts.PubDate(issue);
        xml.WriteEndElement();
        _parts.Element("Title", issue.Journal);
        _parts.Element("ISOAbbreviation", issue.Abbreviation);
        xml.WriteEndElement();
    }

    private void DataBanks(ArticleContent a)
    {
        if (a.Registrations.Count == 0) return;
        _parts.Open("DataBankList", ("CompleteYN", "Y"));
        foreach (var bank in a.Registrations.GroupBy(n => n.StartsWith("ISRCTN", StringComparison.Ordinal) ? "ISRCTN" : "ClinicalTrials.gov", StringComparer.Ordinal))
        {
            xml.WriteStartElement("DataBank");
            _parts.Element("DataBankName", bank.Key);
            xml.WriteStartElement("AccessionNumberList");
            foreach (var number in bank) _parts.Element("AccessionNumber", number);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void Mesh(ArticleContent a)
    {
        if (a.Mesh.Count == 0) return;
        xml.WriteStartElement("MeshHeadingList");
        foreach (var heading in a.Mesh)
        {
            xml.WriteStartElement("MeshHeading");
            _parts.Element("DescriptorName", heading, ("UI", "D" + (Rng.Hash(0, heading) % 900_000 + 99_000_000)), ("MajorTopicYN", "N"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void PubmedData(ArticleContent a)
    {
        xml.WriteStartElement("PubmedData");
        _parts.History(a);
        _parts.Element("PublicationStatus", a.Issue.Pages is null ? "epublish" : "ppublish");
        xml.WriteStartElement("ArticleIdList");
        _parts.Element("ArticleId", a.Pmid, ("IdType", "pubmed"));
        if (a.Pmcid is not null) _parts.Element("ArticleId", a.Pmcid, ("IdType", "pmc"));
        _parts.Element("ArticleId", a.Doi, ("IdType", "doi"));
        xml.WriteEndElement();
        References(a);
        xml.WriteEndElement();
    }

    private void References(ArticleContent a)
    {
        if (a.References.Count == 0) return;
        xml.WriteStartElement("ReferenceList");
        foreach (var cited in a.References)
        {
            xml.WriteStartElement("Reference");
            _parts.Element("Citation", cited.Citation);
            xml.WriteStartElement("ArticleIdList");
            _parts.Element("ArticleId", cited.Doi, ("IdType", "doi"));
            _parts.Element("ArticleId", cited.Pmid, ("IdType", "pubmed"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
