namespace Monitor.Tests.Commands;

/// <summary>Small PubMed files of our own.</summary>
internal static class ImportSet
{
    public static string Record(int pmid, string title, int revisedOn) => $"""
        <PubmedArticle><MedlineCitation Status="Publisher" Owner="NLM"><PMID Version="1">{pmid}</PMID><DateRevised><Year>2026</Year><Month>01</Month><Day>{revisedOn:00}</Day></DateRevised><Article PubModel="Print"><ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>
        """;

    public static string Of(params string[] records) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PubmedArticleSet>{string.Join('\n', records)}</PubmedArticleSet>";
}
