using Monitor.Documents;

namespace Monitor.Sources.PubMed;

/// <summary>A PubmedBookArticle as our article: a whole book, or a chapter that names its book.</summary>
internal static class PubMedBookXml
{
    public static Article Read(PubMedNode record, PubMedNode document, string pmid)
    {
        var data = record.One("PubmedBookData");
        var book = document.One("Book");
        var ids = document.All("ArticleIdList", "ArticleId").Concat(data.All("ArticleIdList", "ArticleId")).ToList();
        var vernacular = document.Text("VernacularTitle");
        var bookTitle = book.Text("BookTitle");
        var own = PubMedAuthors.Of(document.All("AuthorList"));
        return new Article
        {
            Id = HitId.Of("pubmed", pmid),
            Source = "pubmed",
            ExternalId = pmid,
            Pmid = pmid,
            PmidVersion = PubMedArticleXml.Version(document),
            Link = PubMedArticleXml.Link(pmid),
            Title = PubMedRecordXml.TitleOf(document.Text("ArticleTitle"), vernacular ?? bookTitle),
            VernacularTitle = vernacular,
            Book = bookTitle,
            Abstract = PubMedMarkup.Abstract(document.One("Abstract")),
            OtherAbstracts = PubMedMarkup.Abstracts(document.All("OtherAbstract")),
            Authors = own.Count > 0 ? own : PubMedAuthors.Of(book.All("AuthorList")),
            Volume = book.Text("Volume"),
            Pages = PubMedArticleXml.Pages(document.One("Pagination")),
            Languages = PubMedArticleXml.Languages(document),
            PublicationTypes = document.All("PublicationType").Texts(),
            Keywords = document.All("KeywordList", "Keyword").Texts(),
            Doi = PubMedIds.Doi(ids, book.All("ELocationID")),
            Pmcid = PubMedIds.Pmcid(ids),
            Entered = PubMedArticleXml.Entered(data),
            Revised = PubMedDates.Of(document.One("DateRevised")),
            Published = PubMedDates.Of(book.One("PubDate")) ?? PubMedDates.Of(document.One("ContributionDate")),
        };
    }
}
