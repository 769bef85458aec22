using Monitor.Documents;
using Monitor.Queries;
using Monitor.Simulator.EuropePmc;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Records;
using Monitor.Simulator.Registry;
using Monitor.Simulator.Search;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.EuropePmc;
using Monitor.Sources.PubMed;

namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>
/// What the evaluator accepts the upstream must find: the translated text is read and evaluated by the simulator, which
/// shares no code with the product.
/// </summary>
internal static class NarrowSeeds
{
    public const string Accepted = "accepted", NotAccepted = "not accepted", Refused = "refused aloud", Everything = "asked for everything";

    private static readonly string[] Vocabulary = ["hair", "exosome", "exosomes", "exosomal", "alopecia", "loss", "skin", "vesicle", "plasma", "evs", "hairpin"];
    private static readonly Dictionary<string, DateOnly> NoDays = [];

    public static Drawn PubMed(int seed)
    {
        var random = new Random(seed);
        var query = new Query(Clause(random, 0, excludes: false, ["tiab"]));
        var article = Any.Article(title: Text(random)) with { Abstract = Text(random), Keywords = [Text(random)] };
        if (Matcher.Match(query, article, "w") is null) return new Drawn(NotAccepted);
        try
        {
            var text = PubMedQuery.Ask(query).Text;
            var found = new Searchable([Words.Of(article.Title), Words.Of(article.Abstract!), .. article.Keywords.Select(Words.Of)], NoDays).Matches(TermParser.Parse(text)); // non-null: set above
            return Narrower(found, query, text);
        }
        catch (QueryException)
        {
            return new Drawn(Refused); // nothing that PubMed can search for is left
        }
    }

    public static Drawn Registry(int seed)
    {
        var random = new Random(seed);
        var query = new Query(Clause(random, 0, excludes: true, ["tiab", "ti", "mh", "pt", "la"]));
        var trial = Any.Trial(title: Text(random)) with { Abstract = Text(random), Conditions = [Text(random)], Keywords = [Text(random)], StudyType = Word(random) };
        if (Matcher.Match(query, trial, "w") is null) return new Drawn(NotAccepted);
        var asked = ClinicalTrialsGovQuery.Ask(query);
        if (asked.Impossible) return Narrower(false, query, "nothing");
        if (asked.Text == ClinicalTrialsGovQuery.Everything) return new Drawn(Everything);
        var words = new[] { trial.Title, trial.Abstract!, trial.StudyType! }.Concat(trial.Conditions).Concat(trial.Keywords).Select(Words.Of); // non-null: set above
        return Narrower(new Searchable([.. words], NoDays).Matches(EssieParser.Parse(asked.Text, "query.term")), query, asked.Text);
    }

    public static Drawn EuropePmc(int seed)
    {
        var random = new Random(seed);
        var query = new Query(Clause(random, 0, excludes: true, ["tiab", "ti", "ab", "ot", "mh", "pt"]));
        var article = Any.Article(title: Text(random)) with { Abstract = Text(random), Keywords = [Text(random)], MeshTerms = [Word(random)], PublicationTypes = [Word(random)] };
        if (Matcher.Match(query, article, "w") is null) return new Drawn(NotAccepted);
        try
        {
            var asked = EuropePmcQuery.Ask(query, []);
            return Narrower(!asked.Impossible && new EuropePmcIndex(Content(article)).Matches(EuropePmcParser.Parse(asked.Text)), query, asked.Text);
        }
        catch (QueryException)
        {
            return new Drawn(Refused);
        }
    }

    private static Drawn Narrower(bool found, Query query, string asked) => new(Accepted, found ? null : $"{query} was asked as {asked}");

    internal static EuropePmcContent Content(Article article) => new()
    {
        Collection = "MED", Id = "1", Created = default, Shown = default, Changed = default,
        Article = new ArticleContent
        {
            Pmid = "1", TitleXml = article.Title, Abstract = [new AbstractSection(null, null, article.Abstract!)], Keywords = article.Keywords, Mesh = article.MeshTerms, // non-null: set just before
            PublicationTypes = article.PublicationTypes, Doi = "10.5555/synthetic", Entered = default, Revised = default,
            Issue = new JournalIssue("J", "J", "0000-0000", null, null, null, 2026, null, null, null, default),
        },
    };

    private static Clause Clause(Random random, int depth, bool excludes, string[] tags)
    {
        List<Clause> Parts() => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Clause(random, depth + 1, excludes, tags))];
        switch (depth > 2 ? 0 : random.Next(4))
        {
            case 2:
                var parts = Parts();
                return new AllOf([parts[0], .. parts.Skip(1).Select(p => excludes && random.Next(4) == 0 ? new Not(p) : p)]);
            case 3:
                return new AnyOf(Parts());
            default:
                var phrase = random.Next(3) == 0;
                var text = phrase ? $"{Word(random)} {Word(random)}" : Word(random);
                var truncated = random.Next(3) == 0;
                return new Term(truncated ? text[..^1] : text, phrase, truncated, tags[random.Next(tags.Length)]);
        }
    }

    private static string Word(Random random) => Vocabulary[random.Next(Vocabulary.Length)];

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Word(random)));
}
