using System.Globalization;
using System.Xml;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.PubMed;

/// <summary>The parts that articles and book chapters have in common.</summary>
internal sealed class XmlParts(XmlWriter xml)
{
    private static readonly Dictionary<string, string> TypeIds = new(StringComparer.Ordinal)
    {
        ["Journal Article"] = "D016428", ["Randomized Controlled Trial"] = "D016449", ["Case Reports"] = "D002363", ["Review"] = "D016454",
        ["Systematic Review"] = "D000078182", ["Letter"] = "D016422", ["Comment"] = "D016420", ["Preprint"] = "D000076942",
        ["Retracted Publication"] = "D016441", ["Retraction of Publication"] = "D016440", ["Published Erratum"] = "D016425",
        ["Expression of Concern"] = "D000075742", ["Practice Guideline"] = "D017065",
    };

    public void Open(string name, params (string Name, string? Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null) xml.WriteAttributeString(attribute, value);
        }
    }

    public void Element(string name, string text, params (string Name, string? Value)[] attributes)
    {
        Open(name, attributes);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    /// <summary>An element whose content is a fragment with inline markup.</summary>
    public void Raw(string name, string fragment, params (string Name, string? Value)[] attributes)
    {
        Open(name, attributes);
        xml.WriteRaw(fragment);
        xml.WriteEndElement();
    }

    public void Day(string name, DateOnly day, params (string Name, string? Value)[] attributes)
    {
        Open(name, attributes);
        Element("Year", day.ToString("yyyy", CultureInfo.InvariantCulture));
        Element("Month", day.ToString("MM", CultureInfo.InvariantCulture));
        Element("Day", day.ToString("dd", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    public void PubDate(JournalIssue issue)
    {
        xml.WriteStartElement("PubDate");
        if (issue.MedlineDate is not null) Element("MedlineDate", issue.MedlineDate);
        else
        {
            Element("Year", Text(issue.Year));
            if (issue.Month is not null) Element("Month", issue.Month);
            if (issue.Day is not null) Element("Day", issue.Day.Value.ToString("00", CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }

    public void Abstract(ArticleContent a)
    {
        if (a.Abstract.Count == 0) return;
        xml.WriteStartElement("Abstract");
        foreach (var section in a.Abstract) Raw("AbstractText", section.Xml, ("Label", section.Label), ("NlmCategory", section.NlmCategory));
        Element("CopyrightInformation", "© Synthetic text, nobody's.");
        xml.WriteEndElement();
    }

    public void Authors(ArticleContent a)
    {
        if (a.Authors.Count == 0) return;
        Open("AuthorList", ("CompleteYN", "Y"), ("Type", a.BookTitle is null ? null : "authors"));
        foreach (var person in a.Authors)
        {
            Open("Author", ("ValidYN", "Y"));
            if (person.Collective is not null) Element("CollectiveName", person.Collective);
            if (person.LastName is not null) Element("LastName", person.LastName);
            if (person.ForeName is not null) Element("ForeName", person.ForeName);
            if (person.Initials is not null) Element("Initials", person.Initials);
            if (person.Orcid is not null) Element("Identifier", person.Orcid, ("Source", "ORCID"));
            if (person.Affiliation is not null)
            {
                xml.WriteStartElement("AffiliationInfo");
                Element("Affiliation", person.Affiliation);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public void PublicationTypes(ArticleContent a)
    {
        if (a.BookTitle is null) xml.WriteStartElement("PublicationTypeList");
        foreach (var type in a.PublicationTypes) Element("PublicationType", type, ("UI", TypeIds[type]));
        if (a.BookTitle is null) xml.WriteEndElement();
    }

    public void Links(ArticleContent a)
    {
        if (a.Links.Count == 0) return;
        xml.WriteStartElement("CommentsCorrectionsList");
        foreach (var link in a.Links)
        {
            Open("CommentsCorrections", ("RefType", link.RefType));
            Element("RefSource", link.RefSource);
            Element("PMID", link.Pmid, ("Version", "1"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public void OtherAbstracts(ArticleContent a)
    {
        foreach (var other in a.OtherAbstracts)
        {
            Open("OtherAbstract", ("Type", "Publisher"), ("Language", other.Language));
            Element("AbstractText", other.Text);
            xml.WriteEndElement();
        }
    }

    public void Keywords(ArticleContent a)
    {
        if (a.Keywords.Count == 0) return;
        Open("KeywordList", ("Owner", "NOTNLM"));
        foreach (var keyword in a.Keywords) Element("Keyword", keyword, ("MajorTopicYN", "N"));
        xml.WriteEndElement();
    }

    public void History(ArticleContent a)
    {
        xml.WriteStartElement("History");
        Moment("received", a.Entered.AddDays(-70), clock: false);
        Moment("accepted", a.Entered.AddDays(-9), clock: false);
        if (a.Mesh.Count > 0) Moment("medline", a.Revised, clock: true);
        Moment("pubmed", a.Entered.AddMinutes(1), clock: true);
        Moment("entrez", a.Entered, clock: true);
        xml.WriteEndElement();
    }

    private void Moment(string status, DateTimeOffset instant, bool clock)
    {
        var local = Eastern.Local(instant);
        Open("PubMedPubDate", ("PubStatus", status));
        Element("Year", Text(local.Year));
        Element("Month", Text(local.Month));
        Element("Day", Text(local.Day));
        if (clock)
        {
            Element("Hour", Text(local.Hour));
            Element("Minute", Text(local.Minute));
        }

        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
