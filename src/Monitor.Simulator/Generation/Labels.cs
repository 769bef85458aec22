using System.Xml.Linq;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.Generation;

/// <summary>
/// Which delivered watches a record fulfils, as each source shows it: read by the simulator's own search, which shares no code with
/// the product. What a recipe says of its articles is held against it by a test.
/// </summary>
internal static class Labels
{
    private static readonly (DeliveredWatch Watch, Node Papers, Node Notices)[] Watches =
        [.. DemoWatches.All.Select(w => (w, TermParser.Parse(w.Papers), TermParser.Parse(w.Notices)))];

    /// <summary>At PubMed, which explodes headings and types.</summary>
    public static IReadOnlyList<string> Of(ArticleContent article) => Papers(WorldSources.PubMed, ArticleIndex.Of(article));

    /// <summary>At Europe PMC, which shows the headings as they are.</summary>
    public static IReadOnlyList<string> Of(EuropePmcContent record)
    {
        var a = record.Article;
        return Papers(WorldSources.EuropePmc, Searched([Plain(a.TitleXml)], [Plain(a.TitleXml), Abstract(a.Abstract), .. a.Keywords],
            a.Mesh, a.PublicationTypes));
    }

    /// <summary>At Crossref, which has no keywords, no headings and mostly no abstract.</summary>
    public static IReadOnlyList<string> Of(WorkContent work)
    {
        string[] titles = [.. new[] { Plain(work.TitleXml), work.OriginalTitle, work.BookTitle }.OfType<string>()];
        return Papers(WorldSources.Crossref, Searched(titles, [.. titles, Abstract(work.Abstract)], [], []));
    }

    /// <summary>At the registry: whatever it finds, these texts count.</summary>
    public static IReadOnlyList<string> Of(TrialContent t)
    {
        string[] titles = [.. new[] { t.BriefTitle, t.OfficialTitle, t.Acronym }.OfType<string>()];
        return Papers(WorldSources.ClinicalTrialsGov, Searched(
            titles, [.. titles, t.Summary, t.Description ?? "", .. t.Conditions, .. t.Keywords, t.Intervention, t.Control,
                t.PrimaryOutcome, t.SecondaryOutcome],
            [.. t.Conditions, t.Intervention, t.Control, .. t.Keywords], [t.StudyType]));
    }

    public static IReadOnlyList<string> Of(NoticeContent n) => Notices(WorldSources.FdaRss, [n.Title, n.Description, .. n.Paragraphs]);

    public static IReadOnlyList<string> Of(RecallContent r) =>
        Notices(WorldSources.OpenFdaEnforcement, [$"{r.Firm} recalls {r.Product}", r.Product, r.Firm, r.Reason, r.Codes]);

    public static IReadOnlyList<string> Of(LetterContent l) =>
        Notices(WorldSources.FdaWarningLetters, [$"{l.Company}: {l.Subject}", l.Office, l.Subject, "WARNING LETTER", .. l.Paragraphs]);

    public static IReadOnlyList<string> Of(PageContent p) => Notices(WorldSources.FdaLetters, [p.Heading, .. p.Paragraphs]);

    /// <summary>A file is not read.</summary>
    public static IReadOnlyList<string> Of(UntitledContent l) => Notices(WorldSources.FdaLetters, l.IsFile ? [l.Title] : [l.Title,
        .. l.Paragraphs]);

    /// <summary>
    /// A record with its labels: of its first version, and of each later one the watches that it fulfils only then, as when headings are
    /// added.
    /// </summary>
    public static Record<T> Labelled<T>(Record<T> record, Func<T, IReadOnlyList<string>> of)
        where T : class
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var versions = new List<Version<T>>();
        foreach (var version in record.Versions)
        {
            var now = of(version.Content);
            versions.Add(version with { Gained = versions.Count == 0 ? [] : [.. now.Where(w => !known.Contains(w))] });
            known.UnionWith(now);
        }

        return record with
        {
            Watches = of(record.Versions[0].Content),
            Versions = versions,
            Authored = record.Authored.Count > 0 ? record.Authored : record.Watches
        };
    }

    private static IReadOnlyList<string> Papers(string source, Searchable words) =>
        [.. Watches.Where(w => w.Watch.Uses(source) && words.Matches(w.Papers)).Select(w => w.Watch.Name)];

    private static IReadOnlyList<string> Notices(string source, IReadOnlyList<string> texts)
    {
        var words = Searched([], texts, [], []);
        return [.. Watches.Where(w => w.Watch.Uses(source) && words.Matches(w.Notices)).Select(w => w.Watch.Name)];
    }

    private static Searchable Searched(IEnumerable<string> titles, IEnumerable<string> texts, IEnumerable<string> headings,
        IEnumerable<string> types)
    {
        IEnumerable<IReadOnlyList<string>> words =
        [
            .. texts.Select(Words.Of), .. titles.Select(t => Words.Of(t).ConvertAll(w => ArticleIndex.In("ti", w))),
            .. headings.Select(h => ArticleIndex.Whole("mh", h)), .. types.Select(t => ArticleIndex.Whole("pt", t)),
        ];
        return new Searchable([.. words], new Dictionary<string, DateOnly>());
    }

    private static string Abstract(IEnumerable<AbstractSection> sections) => string.Join("\n", sections.Select(s => Plain(s.Xml)));

    private static string Plain(string xml) => XElement.Parse("<t>" + xml + "</t>", LoadOptions.PreserveWhitespace).Value;
}
