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
        var ids = data.All("ArticleIdList", "ArticleId").ToList();
        var vernacular = article.Text("VernacularTitle");
        return new Article
        {
            Id = HitId.Of("pubmed", pmid),
            Source = "pubmed",
            ExternalId = pmid,
            Pmid = pmid,
            PmidVersion = Version(citation),
            Link = Link(pmid),
            Title = article.Text("ArticleTitle") ?? vernacular ?? PubMedRecordXml.NoTitle,
            VernacularTitle = vernacular,
            Abstract = PubMedMarkup.Abstract(article.One("Abstract")),
            OtherAbstracts = [.. citation.All("OtherAbstract").Select(PubMedMarkup.Abstract).OfType<string>()],
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
            Funders = [.. article.All("GrantList", "Grant").Select(g => g.Text("Agency")).OfType<string>().Distinct(StringComparer.Ordinal)],
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

    public static IReadOnlyList<string> Languages(PubMedNode? parent) => [.. parent.All("Language").Texts().Select(l => l.ToLowerInvariant()).Distinct()];

    public static PartialDate? Entered(PubMedNode? data) =>
        PubMedDates.Of(data.All("History", "PubMedPubDate").FirstOrDefault(d => d.Attr("PubStatus") == "entrez"));

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
            else terms.AddRange(qualifiers.Select(q => $"{descriptor}/{q}"));
        }

        return terms;
    }

    private static IReadOnlyList<Correction> Corrections(PubMedNode citation) =>
    [
        .. citation.All("CommentsCorrectionsList", "CommentsCorrections")
            .Where(c => c.Attr("RefType") is not (null or "Cites"))
            .Select(c => new Correction
            {
                Type = c.Attr("RefType")!, // non-null: filtered just before
                Pmid = PubMedIds.Pmid(c.One("PMID")),
                Source = c.Text("RefSource"),
            }),
    ];
}
