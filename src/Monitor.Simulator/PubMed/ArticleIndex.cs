using System.Xml.Linq;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>What a search sees of an article: title, abstract, other abstracts, author keywords; four days.</summary>
internal static class ArticleIndex
{
    public static Searchable Of(ArticleContent article)
    {
        var texts = new List<string> { Plain(article.TitleXml), string.Join("\n", article.Abstract.Select(s => Plain(s.Xml))) };
        if (article.VernacularTitle is not null) texts.Add(article.VernacularTitle);
        if (article.BookTitle is not null) texts.Add(article.BookTitle);
        texts.AddRange(article.OtherAbstracts.Select(a => a.Text));
        texts.AddRange(article.Keywords);
        texts.Add(Number(article.Pmid));
        var entered = Eastern.Day(article.Entered);
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal)
        {
            ["edat"] = entered, ["crdt"] = entered, ["mdat"] = Eastern.Day(article.Revised), ["pdat"] = article.Issue.PublicationDay,
        };
        return new Searchable([.. texts.Select(Words.Of)], days);
    }

    /// <summary>The PMID as a word that no text holds.</summary>
    public static string Number(string pmid) => "pmid" + pmid;

    private static string Plain(string xml) => XElement.Parse("<t>" + xml + "</t>", LoadOptions.PreserveWhitespace).Value;
}
