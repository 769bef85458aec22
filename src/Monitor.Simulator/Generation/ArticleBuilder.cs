using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Writes the versions of one article from its draft.</summary>
internal sealed class ArticleBuilder(int seed, ArticleDraft draft, IReadOnlyList<string> registrations)
{
    private readonly Rng _rng = Rng.For(seed, "article " + draft.Pmid);

    public Record<ArticleContent> Record()
    {
        var content = draft.About is null ? First() : Notice(draft.About);
        var versions = new List<Version<ArticleContent>> { new(draft.Visible, WorldEventTypes.New, content) };
        foreach (var change in draft.Changes.OrderBy(c => c.At))
        {
            content = Changed(content, change) with { Revised = change.At };
            versions.Add(new Version<ArticleContent>(change.At, change.Type, content));
        }

        return new Record<ArticleContent>(draft.Pmid, draft.Watches, versions) { Authored = draft.Watches, Harm = draft.About is null && draft.Recipe.Harm };
    }

    private ArticleContent First()
    {
        var recipe = draft.Recipe;
        var doi = "10.5555/mon." + draft.Pmid;
        return Bare(draft.TitleXml) with
        {
            VernacularTitle = recipe.VernacularTitle,
            BookTitle = recipe.BookTitle,
            Language = recipe.Language,
            Abstract = [.. recipe.Abstract.Select(Section)],
            OtherAbstracts = recipe.OtherAbstract is null ? [] : [new ForeignAbstract(recipe.OtherAbstractLanguage ?? "eng", recipe.OtherAbstract)],
            Keywords = recipe.Keywords,
            PublicationTypes = recipe.PublicationTypes,
            PmidVersion = _rng.Chance(3) ? 2 : 1,
            InvalidDoi = _rng.Chance(6) ? doi + ".withdrawn" : null,
            Pmcid = _rng.Chance(40) ? "PMC" + draft.Pmid : null,
            Registrations = recipe.Registered && registrations.Count > 0 ? [_rng.Pick(registrations)] : [],
            References = References(recipe),
        };
    }

    private ArticleContent Notice(ArticleDraft about)
    {
        var (prefix, type, link) = draft.Effect switch
        {
            WorldEventTypes.Retracted => ("Retraction: ", "Retraction of Publication", "RetractionOf"),
            WorldEventTypes.ExpressionOfConcern => ("Expression of concern: ", "Expression of Concern", "ExpressionOfConcernFor"),
            _ => ("Correction: ", "Published Erratum", "ErratumFor"),
        };
        return Bare(prefix + about.TitleXml) with
        {
            PublicationTypes = [type],
            Links = [new CommentLink(link, Citation(about), about.Pmid)],
        };
    }

    private ArticleContent Bare(string titleXml) => new()
    {
        Pmid = draft.Pmid,
        TitleXml = titleXml,
        Authors = Names.Authors(_rng),
        Issue = Names.Issue(_rng, draft.Entered, draft.Late),
        Doi = "10.5555/mon." + draft.Pmid,
        Status = _rng.Pick(["Publisher", "In-Process", "PubMed-not-MEDLINE"]),
        Entered = draft.Entered,
        Revised = draft.Entered,
    };

    private ArticleContent Changed(ArticleContent content, Change change) => change.Type switch
    {
        WorldEventTypes.Retracted => Linked(content, change, "RetractionIn") with
        {
            TitleXml = "RETRACTED: " + content.TitleXml,
            PublicationTypes = [.. content.PublicationTypes, "Retracted Publication"],
        },
        WorldEventTypes.ExpressionOfConcern => Linked(content, change, "ExpressionOfConcernIn"),
        WorldEventTypes.Corrected => Linked(content, change, "ErratumIn") with { Abstract = Amended(content.Abstract) },
        _ => content with { Status = "MEDLINE", Mesh = draft.Recipe.Mesh },
    };

    private static ArticleContent Linked(ArticleContent content, Change change, string refType) =>
        change.Notice is null ? content
            : content with { Links = [.. content.Links, new CommentLink(refType, Citation(change.Notice), change.Notice.Pmid)] };

    private static List<AbstractSection> Amended(IReadOnlyList<AbstractSection> sections) =>
        [.. sections.Select((s, i) => i < sections.Count - 1 ? s : s with { Xml = s.Xml + " One figure in this text was corrected." })];

    private AbstractSection Section(string text)
    {
        var parts = text.Split('|', 3);
        var filled = Vocabulary.Fill(parts[2], _rng);
        return new AbstractSection(parts[0].Length > 0 ? parts[0] : null, parts[1].Length > 0 ? parts[1] : null, filled);
    }

    /// <summary>Other papers' numbers: a reader that takes any PMID or ArticleId of a record takes these.</summary>
    private List<CitedPaper> References(Recipe recipe)
    {
        var cited = new List<CitedPaper>();
        if (recipe.Reference is not null) cited.Add(Cited(Vocabulary.Fill(recipe.Reference, _rng)));
        if (!_rng.Chance(50)) return cited;
        for (var i = _rng.Between(1, 4); i > 0; i--)
            cited.Add(Cited(Vocabulary.Fill("Muster B. On {cell} culture. Acta Exempl Med. {year};{few}:{n}.", _rng)));
        return cited;
    }

    private CitedPaper Cited(string citation)
    {
        var pmid = _rng.Between(98_000_000, 98_999_999).ToString(CultureInfo.InvariantCulture);
        return new CitedPaper(citation, pmid, "10.5555/ref." + pmid);
    }

    private static string Citation(ArticleDraft cited) =>
        string.Create(CultureInfo.InvariantCulture, $"Synth J Trichol. {Eastern.Day(cited.Entered):yyyy MMM};{cited.Entered.Month}:{cited.Entered.Day}. doi: 10.5555/mon.{cited.Pmid}.");
}
