using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Sources.Crossref;
using Monitor.Tests.Sources.EuropePmc;
using Monitor.Tests.Watches;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>
/// Invented works that share words with a delivered query, some of which fulfil it; written by a hand that had not seen the program.
/// Each comes back as the answer to the real question of its source, whatever that asks, and is a hit of its watch or is not.
/// </summary>
[OnOneStore("what a query makes of a record does not depend on the engine")]
public sealed class ForeignSetTests(ITestOutputHelper output)
{
    /// <summary>Another file of the same form to score, besides.</summary>
    private const string Other = "MONITOR_FOREIGN_SET";

    /// <summary>
    /// Labelled as foreign by what they are about, and yet their words are what the query asks for ("loss of hair" in "loss of hair cells",
    /// "hair growth" in "root hair growth", "alopecia" in a list of side effects): no reading of the query keeps them out.
    /// </summary>
    private static readonly string[] FulfilledByTheirWords = ["F015", "F024", "F048", "F066", "F085", "F087", "F090"];

    [Theory]
    [InlineData("crossref")]
    [InlineData("europepmc")]
    public async Task What_shares_only_words_with_a_query_is_no_hit_and_what_fulfils_it_is(string source)
    {
        var score = await ScoreAsync(Path.Combine(AppContext.BaseDirectory, "Polling", "Data", "synthetic-foreign.jsonl"), source);
        score.Wanted.ShouldBeGreaterThan(10);
        score.Foreign.ShouldBeGreaterThan(30);
        score.Missed.ShouldBeEmpty();
        score.Flooding.Where(line => !FulfilledByTheirWords.Any(id => line.StartsWith(id + ' ', StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("crossref")]
    [InlineData("europepmc")]
    public async Task Another_set_is_scored(string source)
    {
        var file = Environment.GetEnvironmentVariable(Other) ?? "";
        Assert.SkipWhen(file.Length == 0, $"{Other} names no file");
        var score = await ScoreAsync(file, source);
        score.Missed.Concat(score.Flooding).ShouldBeEmpty();
    }

    private async Task<Score> ScoreAsync(string file, string source)
    {
        var records = File.ReadLines(file).Select(l => JsonSerializer.Deserialize<Labelled>(l, JsonSerializerOptions.Web)!) // non-null: every line is an object
            .Where(r => r.Source == source).ToList();
        var hits = new HashSet<string>(StringComparer.Ordinal);
        foreach (var watch in records.GroupBy(r => r.Watch)) hits.UnionWith(await HitsAsync(Delivered.Watches.Single(w => w.Name == watch.Key), source, [.. watch]));
        var score = new Score(records.Count(r => r.Wanted), records.Count(r => !r.Wanted),
            [.. records.Where(r => r.Wanted && !hits.Contains(r.Id)).Select(Line)],
            [.. records.Where(r => !r.Wanted && hits.Contains(r.Id)).Select(Line)]);
        output.WriteLine($"{source}: {score.Wanted - score.Missed.Count} of {score.Wanted} wanted works are hits; {score.Flooding.Count} of {score.Foreign} foreign works are");
        foreach (var missed in score.Missed) output.WriteLine($"  missed: {missed}");
        foreach (var foreign in score.Flooding) output.WriteLine($"  foreign: {foreign}");
        return score;
    }

    private static string Line(Labelled record) => $"{record.Id} {record.Title} ({record.Why})";

    private static async Task<IReadOnlyList<string>> HitsAsync(Watch watch, string source, IReadOnlyList<Labelled> records)
    {
        var answer = "";
        var edge = new StubHandler(_ => StubHandler.Json(answer));
        using var europe = new EuropePmcStub((_, _) => EuropePmcStub.Json(answer));
        await using var station = await Station.NewAsync(new RealSource(source == "crossref" ? CrossrefEdge.Source(edge) : europe.Source()));
        station.Watches[0] = watch;
        station.Recipients[0] = Any.Recipient("ann", watch.Name);
        var found = new List<string>();
        foreach (var (number, record) in records.Index())
        {
            (var id, answer) = source == "crossref" ? Work(number, record) : Core(number, record);
            (await station.Polls().RunNowAsync(null, watch.Name, null, default)).Single().Outcome.ShouldBe(PollOutcome.Ok, record.Id);
            station.Time.Advance(TimeSpan.FromHours(1));
            var hit = await station.Store.Hits.FindAsync(HitId.Of(source, id), default);
            if (hit?.Matches.Any(m => m.Watch == watch.Name) == true) found.Add(record.Id);
        }

        return found;
    }

    private static (string Id, string Answer) Work(int number, Labelled record)
    {
        var doi = $"10.5555/foreign.{number}";
        var work = new JsonObject
        {
            ["DOI"] = doi, ["type"] = record.Types.FirstOrDefault() ?? "journal-article", ["title"] = new JsonArray(record.Title),
            ["language"] = record.Language, ["container-title"] = new JsonArray(record.Journal),
            ["created"] = Day(), ["deposited"] = Day(), ["issued"] = Day(),
            ["author"] = new JsonArray(new JsonObject { ["given"] = "Ada", ["family"] = "Muster" }),
        };
        if (record.Abstract.Length > 0) work["abstract"] = $"<jats:p>{record.Abstract.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</jats:p>";
        var list = new JsonObject { ["total-results"] = 1, ["items"] = new JsonArray(work), ["items-per-page"] = 20 };
        return (doi, new JsonObject { ["status"] = "ok", ["message-type"] = "work-list", ["message"] = list }.ToJsonString());
    }

    private static JsonObject Day() => new() { ["date-parts"] = new JsonArray(new JsonArray(2026, 11, 22)) };

    private static (string Id, string Answer) Core(int number, Labelled record)
    {
        var (collection, id) = record.Types.Contains("Preprint") ? ("PPR", $"PPR{990_000 + number}") : ("MED", $"{99_000_000 + number}");
        var core = new JsonObject
        {
            ["id"] = id, ["source"] = collection, ["title"] = record.Title, ["language"] = record.Language,
            ["firstIndexDate"] = "2026-11-22", ["firstPublicationDate"] = "2026-11-22",
            ["pubTypeList"] = new JsonObject { ["pubType"] = new JsonArray([.. record.Types.Select(t => (JsonNode)t)]) },
            ["journalInfo"] = new JsonObject { ["journal"] = new JsonObject { ["title"] = record.Journal } },
            ["authorString"] = "Muster A.",
        };
        if (record.Abstract.Length > 0) core["abstractText"] = record.Abstract.Replace("&", "&amp;",
            StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        if (record.Mesh.Length > 0) core["meshHeadingList"] = new JsonObject { ["meshHeading"] = new JsonArray([.. record.Mesh.Select(Heading)]) };
        if (collection == "MED") core["pmid"] = id;
        return ($"{collection}:{id}", EuropePmcStub.Page(1, null, core));
    }

    private static JsonNode Heading(string heading) => heading.Split('/') is [var descriptor, .. { Length: > 0 } qualifiers]
        ? new JsonObject
        {
            ["descriptorName"] = descriptor,
            ["meshQualifierList"] = new JsonObject { ["meshQualifier"] = new JsonArray([.. qualifiers.Select(q => (JsonNode)new JsonObject { ["qualifierName"] = q })]) },
        }
        : new JsonObject { ["descriptorName"] = heading };

    private sealed record Score(int Wanted, int Foreign, IReadOnlyList<string> Missed, IReadOnlyList<string> Flooding);

    private sealed record Labelled(
        string Id, string Source, string Title, string Abstract, string[] Types, string[] Mesh, string Language, string Journal,
        string Watch, bool Wanted, string Why);
}
