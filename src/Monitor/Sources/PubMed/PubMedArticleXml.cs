using System.Globalization;
using Monitor.Documents;

namespace Monitor.Sources.PubMed;

/// <summary>A PubmedArticle as our article.</summary>
internal static class PubMedArticleXml
{
    public static Article Read(PubMedNode record, PubMedNode citation, string pmid)
    {
        // Non-null in fact: the caller refuses a citation without Article; the readers below take null for "not stated".
        var article = citation.One("Article");
        var journal = article.One("Journal");
        var issue = journal.One("JournalIssue");
        var data = record.One("PubmedData");
        // Only the record's own list: those of its references stand below ReferenceList.
        var ids = data.All("ArticleIdList", "ArticleId");
        var vernacular = article.Text("VernacularTitle");
        return new Article
        {
            Id = HitId.Of("pubmed", pmid),
            Source = "pubmed",
            ExternalId = pmid,
            Pmid = pmid,
            PmidVersion = Version(citation),
            Link = Link(pmid),
            Title = PubMedRecordXml.TitleOf(article.Text("ArticleTitle"), vernacular),
            VernacularTitle = vernacular,
            Abstract = PubMedMarkup.Abstract(article.One("Abstract")),
            OtherAbstracts = PubMedMarkup.Abstracts(citation.All("OtherAbstract")),
            Authors = PubMedAuthors.Of(article.All("AuthorList")),
            Journal = journal.Text("Title") ?? journal.Text("ISOAbbreviation") ?? citation.One("MedlineJournalInfo").Text("MedlineTA"),
            Volume = issue.Text("Volume"),
            Issue = issue.Text("Issue"),
            Pages = Pages(article.One("Pagination")),
            Languages = Languages(article),
            PublicationTypes = article.All("PublicationTypeList", "PublicationType").Texts(),
            MeshTerms = Mesh(citation),
            // All lists: [tiab] looks in them whoever owns them.
            Keywords = citation.All("KeywordList", "Keyword").Texts(),
            Registrations = PubMedRegistrations.Of(article),
            Corrections = Corrections(citation),
            ConflictStatement = citation.Text("CoiStatement"),
            Funders = Funders(article),
            Doi = PubMedIds.Doi(ids, article.All("ELocationID")),
            Pmcid = PubMedIds.Pmcid(ids),
            Entered = Entered(data),
            Revised = PubMedDates.Of(citation.One("DateRevised")),
            // The date of the issue is the one that PubMed prints; the electronic date stands in only where there is none.
            Published = PubMedDates.Of(issue.One("PubDate")) ?? PubMedDates.Of(article.One("ArticleDate")),
            RecordStatus = citation.Attr("Status"),
        };
    }

    public static string Link(string pmid) => $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/";

    public static int? Version(PubMedNode body) =>
        int.TryParse(body.One("PMID")?.Attr("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    public static IReadOnlyList<string> Languages(PubMedNode? parent)
    {
        var languages = parent.All("Language").Texts();
        return languages is [var only] && !only.AsSpan().ContainsAnyExceptInRange('a', 'z')
            ? languages
            : [.. languages.Select(l => l.ToLowerInvariant()).Distinct()];
    }

    public static PartialDate? Entered(PubMedNode? data)
    {
        foreach (var date in data.All("History", "PubMedPubDate"))
        {
            if (date.Attr("PubStatus") == "entrez") return PubMedDates.Of(date);
        }

        return null;
    }

    public static string? Pages(PubMedNode? pagination)
    {
        var (start, end) = (pagination.Text("StartPage"), pagination.Text("EndPage"));
        return pagination.Text("MedlinePgn") ?? (start is null || end is null || start == end ? start ?? end : $"{start}-{end}");
    }

    private static List<string> Mesh(PubMedNode citation)
    {
        var terms = new List<string>();
        foreach (var heading in citation.All("MeshHeadingList", "MeshHeading"))
        {
            if (heading.Text("DescriptorName") is not { } descriptor) continue;
            var qualifiers = heading.All("QualifierName").Texts();
            if (qualifiers.Count == 0) terms.Add(descriptor);
            foreach (var qualifier in qualifiers) terms.Add($"{descriptor}/{qualifier}");
        }

        return terms;
    }

    private static List<string> Funders(PubMedNode? article)
    {
        var funders = new List<string>();
        foreach (var grant in article.All("GrantList", "Grant"))
        {
            if (grant.Text("Agency") is { } agency && !funders.Contains(agency)) funders.Add(agency);
        }

        return funders;
    }

    private static List<Correction> Corrections(PubMedNode citation)
    {
        var corrections = new List<Correction>();
        foreach (var correction in citation.All("CommentsCorrectionsList", "CommentsCorrections"))
        {
            if (correction.Attr("RefType") is not { } type || type == "Cites") continue;
            var pmid = PubMedIds.Pmid(correction.One("PMID"));
            corrections.Add(new Correction { Type = type, Pmid = pmid, Source = correction.Text("RefSource") });
        }

        return corrections;
    }
}
