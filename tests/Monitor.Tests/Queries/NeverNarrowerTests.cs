using Monitor.Queries;
using Monitor.Simulator.EuropePmc;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Records;
using Monitor.Simulator.Registry;
using Monitor.Simulator.Search;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.EuropePmc;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

/// <summary>
/// What the evaluator accepts the upstream must find: the translated text is read and evaluated by the simulator, which
/// shares no code with the product.
/// </summary>
public sealed class NeverNarrowerTests
{
    private static readonly string[] Vocabulary = ["hair", "exosome", "exosomes", "exosomal", "alopecia", "loss", "skin", "vesicle", "plasma", "evs", "hairpin"];
    private static readonly Dictionary<string, DateOnly> NoDays = [];

    [Fact]
    public void PubMed_is_never_asked_for_less()
    {
        var accepted = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var query = new Query(Clause(random, 0, excludes: false, ["tiab"]));
            var article = Any.Article(title: Text(random)) with { Abstract = Text(random), Keywords = [Text(random)] };
            if (Matcher.Match(query, article, "w") is null) continue;
            accepted++;
            string text;
            try
            {
                text = PubMedQuery.Ask(query).Text;
            }
            catch (QueryException)
            {
                continue; // refused aloud: nothing that PubMed can search for is left
            }

            new Searchable([Words.Of(article.Title), Words.Of(article.Abstract!), .. article.Keywords.Select(Words.Of)], NoDays)
                .Matches(TermParser.Parse(text)).ShouldBeTrue($"seed {seed}: {query} was asked as {text}");
        }

        accepted.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void The_registry_is_never_asked_for_less()
    {
        var accepted = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var query = new Query(Clause(random, 0, excludes: true, ["tiab", "ti", "mh", "pt", "la"]));
            var trial = Any.Trial(title: Text(random)) with { Abstract = Text(random), Conditions = [Text(random)], Keywords = [Text(random)], StudyType = Word(random) };
            if (Matcher.Match(query, trial, "w") is null) continue;
            accepted++;
            var asked = ClinicalTrialsGovQuery.Ask(query);
            asked.Impossible.ShouldBeFalse($"seed {seed}: {query}");
            if (asked.Text == ClinicalTrialsGovQuery.Everything) continue;
            var words = new[] { trial.Title, trial.Abstract!, trial.StudyType! }.Concat(trial.Conditions).Concat(trial.Keywords).Select(Words.Of);
            new Searchable([.. words], NoDays).Matches(EssieParser.Parse(asked.Text, "query.term")).ShouldBeTrue($"seed {seed}: {query} was asked as {asked.Text}");
        }

        accepted.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void Europe_PMC_is_never_asked_for_less()
    {
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var query = new Query(Clause(random, 0, excludes: true, ["tiab", "ti", "ab", "ot", "mh", "pt"]));
            var article = Any.Article(title: Text(random)) with { Abstract = Text(random), Keywords = [Text(random)], MeshTerms = [Word(random)], PublicationTypes = [Word(random)] };
            if (Matcher.Match(query, article, "w") is null) continue;
            accepted++;
            UpstreamQuery asked;
            try
            {
                asked = EuropePmcQuery.Ask(query, []);
            }
            catch (QueryException)
            {
                refused++; // aloud
                continue;
            }

            asked.Impossible.ShouldBeFalse($"seed {seed}: {query}");
            new EuropePmcIndex(Content(article)).Matches(EuropePmcParser.Parse(asked.Text)).ShouldBeTrue($"seed {seed}: {query} was asked as {asked.Text}");
        }

        accepted.ShouldBeGreaterThan(2000);
        refused.ShouldBeLessThan(accepted / 10);
    }

    private static EuropePmcContent Content(Monitor.Documents.Article article) => new()
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
