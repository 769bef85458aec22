using System.Xml.Linq;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>What a search sees of an article: title, abstract, other abstracts, author keywords, headings and types; four days.</summary>
internal static class ArticleIndex
{
    /// <summary>Headings and types above these: a search for the wider one finds the narrower.</summary>
    private static readonly Dictionary<string, string[]> Above = new(StringComparer.Ordinal)
    {
        ["Exosomes"] = ["Extracellular Vesicles"], ["Cell-Derived Microparticles"] = ["Extracellular Vesicles"], ["Alopecia Areata"] = ["Alopecia"],
        ["Randomized Controlled Trial"] = ["Controlled Clinical Trial", "Clinical Trial"], ["Systematic Review"] = ["Review"],
    };

    public static Searchable Of(ArticleContent article)
    {
        var texts = new List<string> { Plain(article.TitleXml), string.Join("\n", article.Abstract.Select(s => Plain(s.Xml))) };
        if (article.VernacularTitle is not null) texts.Add(article.VernacularTitle);
        if (article.BookTitle is not null) texts.Add(article.BookTitle);
        texts.AddRange(article.OtherAbstracts.Select(a => a.Text));
        texts.AddRange(article.Keywords);
        texts.Add(Number(article.Pmid));
        var fields = texts.ConvertAll(t => (IReadOnlyList<string>)Words.Of(t));
        fields.AddRange(Cited(article));
        fields.AddRange(article.Mesh.SelectMany(m => Above.GetValueOrDefault(m, []).Append(m)).Select(m => Whole("mh", m)));
        fields.AddRange(article.PublicationTypes.SelectMany(t => Above.GetValueOrDefault(t, []).Append(t)).Select(t => Whole("pt", t)));
        var entered = Eastern.Day(article.Entered);
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal)
        {
            ["edat"] = entered, ["crdt"] = entered, ["mdat"] = Eastern.Day(article.Revised), ["pdat"] = article.Issue.PublicationDay,
        };
        return new Searchable(fields, days);
    }

    /// <summary>The PMID as a word that no text holds.</summary>
    public static string Number(string pmid) => "pmid" + pmid;

    /// <summary>The field that a tag searches beside the texts; null = none of those.</summary>
    public static string? FieldOf(string tag) => tag.ToLowerInvariant() switch { "ti" or "title" => "ti", "1au" => "1au", "aid" => "aid", _ => null };

    /// <summary>A word of one field, as no text holds it.</summary>
    public static string In(string field, string word) => $"{field}:{word}";

    /// <summary>A value that is compared whole, as one word.</summary>
    public static IReadOnlyList<string> Whole(string field, string value) => [In(field, string.Join(' ', Words.Of(value)))];

    /// <summary>The field that a tag compares whole; null = none of those.</summary>
    public static string? WholeFieldOf(string tag) => tag.ToLowerInvariant() switch { "mh" or "mesh terms" => "mh", "pt" or "publication type" => "pt", _ => null };

    /// <summary>What a citation is looked up by: words of the title, first author, identifiers of the article.</summary>
    private static IEnumerable<IReadOnlyList<string>> Cited(ArticleContent article)
    {
        IReadOnlyList<string> Of(string field, string? text) => [.. Words.Of(text ?? "").Select(w => In(field, w))];
        yield return Of("ti", Plain(article.TitleXml));
        yield return Of("1au", article.Authors is [var first, ..] ? $"{first.LastName ?? first.Collective} {first.Initials}" : null);
        yield return Of("aid", article.Doi);
        yield return Of("aid", article.Pmcid);
    }

    private static string Plain(string xml) => XElement.Parse("<t>" + xml + "</t>", LoadOptions.PreserveWhitespace).Value;
}
