using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Simulator.EuropePmc;
using Monitor.Simulator.OpenFda;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Registry;
using Monitor.Simulator.Search;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.Crossref;
using Monitor.Sources.EuropePmc;
using Monitor.Sources.OpenFda;
using Monitor.Sources.PubMed;
using JsonNode = System.Text.Json.Nodes.JsonNode;
using SearchWords = Monitor.Simulator.Search.Words;

namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>
/// Long queries, in as few parts as the draw allows: what the evaluator accepts one of the parts must find. The parts are read
/// and evaluated by the simulators, which share no code with the product.
/// </summary>
internal static class LongSeeds
{
    /// <summary>Asked in one request, in parts, with something left out, or not at all.</summary>
    public const string Whole = "whole", Shared = "in parts", LeftOut = "with less", Refused = "refused aloud", NotAccepted = "not accepted";

    private static readonly Dictionary<string, DateOnly> NoDays = [];

    public static Drawn Try(string source, int seed)
    {
        // PubMed's stand-in knows one tag of running text; PubMed and Europe PMC take ten kilobytes at once.
        var drawn = new LongQuery(seed, source == "pubmed" ? ["tiab"] : null, source is "pubmed" or "europepmc" ? 5 : 1);
        var text = drawn.Text();
        var most = new Random(seed).Next(1, 13);
        Hit hit = source switch
        {
            "clinicaltrials.gov" => Any.Trial(title: text) with { Abstract = text },
            "openfda-enforcement" or "openfda-events" => Any.Notice(title: text) with { Product = text, Body = text },
            _ => Any.Article(title: text) with { Abstract = text },
        };
        if (Matcher.Match(drawn.Query, hit, "w") is null) return new Drawn(NotAccepted);
        try
        {
            var asked = Asked(source, drawn.Query, most);
            IReadOnlyList<UpstreamQuery> parts = asked.Parts.Count > 0 ? asked.Parts : [asked];
            if (parts.Count > most) return new Drawn(Shared, $"{parts.Count} parts where {most} were granted: {drawn.Query}");
            var found = !asked.Impossible && parts.Any(part => Finds(source, part.Text, text));
            var came = asked.LeftOut.Count > 0 ? LeftOut : parts.Count > 1 ? Shared : Whole;
            return new Drawn(came, found ? null : $"{text} satisfies {drawn.Query}, asked as {asked.Text}");
        }
        catch (QueryException ex)
        {
            return new Drawn(Refused, ex.Problem.Contains("too long", StringComparison.Ordinal) ? null : $"{ex.Problem}: {drawn.Query}");
        }
    }

    public static UpstreamQuery Asked(string source, Query query, int most) => source switch
    {
        "pubmed" => PubMedQuery.Ask(query, most),
        "clinicaltrials.gov" => ClinicalTrialsGovQuery.Ask(query, most),
        "europepmc" => EuropePmcQuery.Ask(query, [], most),
        "crossref" => CrossrefQuery.Ask(query, most),
        "openfda-enforcement" => OpenFdaQuery.Ask(query, most),
        _ => Counted(query),
    };

    private static UpstreamQuery Counted(Query query)
    {
        var asked = ReportKind.All.Select(kind => OpenFdaQuery.Count(query, kind)).ToList();
        return new UpstreamQuery(string.Join('\n', asked.Select(a => a.Text)), []) { Impossible = asked.TrueForAll(a => a.Impossible) };
    }

    private static bool Finds(string source, string asked, string text) => source switch
    {
        "pubmed" => new Searchable([SearchWords.Of(text)], NoDays).Matches(TermParser.Parse(asked)),
        "clinicaltrials.gov" => asked == ClinicalTrialsGovQuery.Everything || new Searchable([SearchWords.Of(text)], NoDays).Matches(EssieParser.Parse(asked, "query.term")),
        "europepmc" => new EuropePmcIndex(NarrowSeeds.Content(Any.Article(title: text) with { Abstract = text })).Matches(EuropePmcParser.Parse(asked)),
        "crossref" => asked.Length == 0 || SearchWords.Of(asked).Intersect(SearchWords.Of(text), StringComparer.Ordinal).Any(),
        "openfda-enforcement" => Indexed("product_description", text).Matches(Lucene.Parse(asked)),
        _ => asked.Split('\n').Zip(ReportKind.All).All(line => Indexed(line.Second.Fields[^1], text).Matches(Lucene.Parse(line.First))),
    };

    private static Indexed Indexed(string field, string text)
    {
        var steps = field.Split('.');
        JsonNode value = JsonValue.Create(text);
        foreach (var step in steps.Reverse()) value = new JsonObject { [step] = value };
        return new Indexed("1", value.AsObject());
    }
}
