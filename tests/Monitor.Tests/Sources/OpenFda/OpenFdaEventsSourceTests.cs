using System.Net;
using System.Web;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.OpenFda;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.OpenFda;

/// <summary>The source behind the real SourceClient; answers are synthetic, made by us.</summary>
public sealed class OpenFdaEventsSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_text_says_what_each_index_is_asked()
    {
        var lines = Source(new StubHandler(_ => Nothing())).Translate(Query.Parse("exosom*")).Text.Split('\n');
        lines.Length.ShouldBe(4);
        lines[0].ShouldBe("drug/event: ((patient.drug.medicinalproduct:exosom* OR patient.drug.activesubstance.activesubstancename:exosom*))");
        lines[1].ShouldContain("mdr_text.text:exosom*");
        lines[3].ShouldBe("cosmetic/event: ((products.product_name:exosom*))");
    }

    [Fact]
    public void A_query_that_no_address_can_carry_is_refused()
    {
        var long1 = Query.Parse(string.Join(" OR ", Enumerable.Range(1, 200).Select(i => $"\"invented product name {i}\"")));
        Should.Throw<QueryException>(() => Source(new StubHandler(_ => Nothing())).Translate(long1)).Message.ShouldContain("too long");
    }

    [Fact]
    public void Only_safety_watches_are_counted_for()
    {
        ISource source = Source(new StubHandler(_ => Nothing()));
        source.Serves(Any.Watch()).ShouldBeFalse();
        source.Serves(Any.Watch() with { Kind = "safety" }).ShouldBeTrue();
    }

    [Fact]
    public async Task Days_seriousness_and_reactions_are_counted_and_no_record_comes()
    {
        var edge = new StubHandler(a => (Kind(a), Parameter(a, "count"), Search(a).Contains("serious:1")) switch
        {
            ("drug", "receivedate", false) => Counts("time", ("20261101", 3), ("20261110", 1)),
            ("drug", "receivedate", true) => Counts("time", ("20261110", 1)),
            ("drug", "patient.reaction.reactionmeddrapt.exact", _) => Counts("term", ("PRURITUS", 2), ("SEPSIS", 1)),
            _ => Nothing(),
        });
        var fetched = await FetchAsync(edge);
        fetched.Records.ShouldBeEmpty();
        fetched.Total.ShouldBe(4);
        var drug = fetched.Counts.Single(c => c.Kind == "drug");
        drug.Days.ShouldBe([new AdverseDay("drug", new DateOnly(2026, 11, 1), 3, 0), new AdverseDay("drug", new DateOnly(2026, 11, 10), 1, 1)]);
        drug.Reactions.ShouldBe([new Reaction("PRURITUS", 2), new Reaction("SEPSIS", 1)]);
        drug.Disclaimer.ShouldBe("Do not rely on it. Really.");
        fetched.Counts.Select(c => c.Kind).ShouldBe(["drug", "device", "food", "cosmetic"]);
        edge.Asked.Select(Search).ShouldAllBe(s => s.StartsWith("((", StringComparison.Ordinal) && s.EndsWith(')'));
        Search(edge.Asked[0]).ShouldEndWith(" AND receivedate:[20260506 TO 20261123])");
        Search(edge.Asked[2]).ShouldEndWith(" AND (receivedate:[20261101 TO 20261101] OR receivedate:[20261110 TO 20261110]))");
        edge.Asked.Count.ShouldBe(3 + 1 + 1 + 1);
    }

    [Fact]
    public async Task What_is_counted_already_is_not_asked_about_again()
    {
        var edge = new StubHandler(a => Kind(a) == "drug" && !Search(a).Contains("serious:1") ? Counts("time", ("20261101", 3)) : Nothing());
        await FetchAsync(edge, counted: new AdverseDay("drug", new DateOnly(2026, 11, 1), 3, 0));
        edge.Asked.ShouldNotContain(a => a.Query.Contains("reaction"));
    }

    [Theory]
    [InlineData("""{"meta":{},"results":[{"time":"soon","count":1}]}""", "without its day")]
    [InlineData("""{"meta":{},"results":[{"time":"20261101","count":"1"}]}""", "without its number")]
    [InlineData("""{"meta":{},"results":[7]}""", "without its day")]
    [InlineData("""{"meta":{}}""", "without results")]
    public async Task An_odd_count_is_a_failure(string body, string reason) =>
        (await Should.ThrowAsync<SourceException>(() => FetchAsync(new StubHandler(_ => StubHandler.Json(body))))).Message.ShouldContain(reason);

    [Fact]
    public async Task An_answer_that_is_full_is_asked_for_in_halves()
    {
        var full = Enumerable.Range(0, 1000).Select(i => (new DateOnly(2023, 1, 1).AddDays(i).ToString("yyyyMMdd", null), 1)).ToArray();
        var first = true;
        var edge = new StubHandler(a =>
        {
            if (Kind(a) != "food" || Search(a).Contains("outcomes") || a.Query.Contains("reactions")) return Nothing();
            if (!first) return Counts("time", (Search(a).Split('[', ']')[1][..8], 5));
            first = false;
            return Counts("time", full);
        });
        var food = (await FetchAsync(edge)).Counts.Single(c => c.Kind == "food");
        food.Days.Select(d => d.Reports).ShouldBe([5, 5]);
    }

    private static OpenFdaEventsSource Source(StubHandler edge)
    {
        var http = new HttpOptions { Tries = 1, Contact = "ops@example.org" };
        return new OpenFdaEventsSource(edge.Client(http), Options.Create(new OpenFdaEventsOptions()), Options.Create(http));
    }

    private static Task<Fetched> FetchAsync(StubHandler edge, params AdverseDay[] counted)
    {
        var source = Source(edge);
        return source.FetchAsync(new FetchRequest { Query = source.Translate(Query.Parse("exosom*")), From = Now.AddDays(-200), To = Now, Counted = counted }, CancellationToken.None);
    }

    private static string Kind(Uri address) => address.AbsolutePath.Split('/')[1];

    private static string Parameter(Uri address, string name) => HttpUtility.ParseQueryString(address.Query)[name] ?? "";

    private static string Search(Uri address) => Parameter(address, "search");

    private static HttpResponseMessage Nothing() => StubHandler.Json("""{"error":{"code":"NOT_FOUND","message":"No matches found!"}}""", HttpStatusCode.NotFound);

    private static HttpResponseMessage Counts(string name, params (string Value, int Count)[] counts) =>
        StubHandler.Json("{\"meta\":{\"disclaimer\":\"Do not rely on it. Really.\"},\"results\":[" + string.Join(',', counts.Select(c => $"{{\"{name}\":\"{c.Value}\",\"count\":{c.Count}}}")) + "]}");
}
