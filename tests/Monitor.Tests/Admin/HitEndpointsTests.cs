using System.Net;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class HitEndpointsTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task A_list_has_items_total_page_and_size()
    {
        var list = await _app.JsonAsync("/api/hits");
        list.AsObject().Select(p => p.Key).ShouldBe(["items", "total", "records", "page", "size"]);
        ((int)list["page"]!).ShouldBe(1);
        ((int)list["size"]!).ShouldBe(20);
        list["items"]!.AsArray().Count.ShouldBe(20);
        ((int)list["total"]!).ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Pages_together_are_the_whole_list_without_a_double()
    {
        var total = (int)(await _app.JsonAsync("/api/hits?size=1"))["total"]!;
        var ids = new List<string>();
        for (var page = 1; ids.Count < total; page++)
        {
            var part = await _app.IdsAsync($"/api/hits?size=17&page={page}");
            part.ShouldNotBeEmpty($"page {page} of {total} hits");
            ids.AddRange(part);
        }

        ids.Count.ShouldBe(total);
        ids.Distinct().Count().ShouldBe(total);
        (await _app.IdsAsync("/api/hits?page=1000000&size=200")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Articles_show_their_facts_with_rule_and_span_and_are_found_by_design()
    {
        var all = (await _app.JsonAsync("/api/hits?kind=article&size=200"))["items"]!.AsArray();
        var named = all.ToLookup(i => (string)Design(i!)["value"]!, i => (string)i!["id"]!);
        named.Count.ShouldBeGreaterThan(1);
        foreach (var design in named)
        {
            (await _app.IdsAsync($"/api/hits?kind=article&size=200&design={design.Key.Replace(' ', '-')}")).ShouldBe(design, ignoreOrder: true);
        }

        var hit = await _app.JsonAsync($"/api/hits/{(string)all[0]!["id"]!}");
        hit["tags"]!.AsArray().Select(t => (string)t!["name"]!).ShouldBe(Monitor.Evidence.Fact.All);
        var stated = all.Select(i => Design(i!)).First(t => (string)t["value"]! != "not stated");
        ((string)stated["rule"]!, stated["field"], stated["at"]!["length"]).ShouldSatisfyAllConditions(t => t.Item1.ShouldStartWith("design/"), t => t.Item2.ShouldNotBeNull(), t => ((int)t.Item3!).ShouldBeGreaterThan(0));
    }

    private static System.Text.Json.Nodes.JsonNode Design(System.Text.Json.Nodes.JsonNode hit) => hit["tags"]!.AsArray().Single(t => (string)t!["name"]! == "design")!;

    [Fact]
    public async Task Kinds_partition_the_hits_and_each_filter_keeps_its_word()
    {
        var total = (int)(await _app.JsonAsync("/api/hits?size=1"))["total"]!;
        var sum = 0;
        foreach (var (kind, sources) in new (string, string[])[] { ("article", ["pubmed"]), ("trial", ["clinicaltrials.gov"]), ("notice", ["fda-rss", "fda-warning-letters", "fda-letters", "openfda-enforcement"]) })
        {
            var list = await _app.JsonAsync($"/api/hits?kind={kind}&size=200");
            list["items"]!.AsArray().ShouldNotBeEmpty(kind);
            list["items"]!.AsArray().ShouldAllBe(i => (string)i!["kind"]! == kind && sources.Contains((string)i["source"]!));
            var counted = 0;
            foreach (var source in sources) counted += (int)(await _app.JsonAsync($"/api/hits?source={source}&size=1"))["records"]!;
            // An event may be told by several sources.
            counted.ShouldBe((int)list["records"]!);
            sum += (int)list["total"]!;
        }

        sum.ShouldBe(total);
        var watched = await _app.JsonAsync("/api/hits?watch=exosome-safety&size=200");
        watched["items"]!.AsArray().ShouldNotBeEmpty();
        watched["items"]!.AsArray().ShouldAllBe(i => i!["matches"]!.AsArray().Any(m => (string)m!["watch"]! == "exosome-safety"));
        (await _app.IdsAsync("/api/hits?watch=none")).ShouldBeEmpty();
        (await _app.IdsAsync("/api/hits?design=none")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Since_and_until_cut_at_the_first_sight()
    {
        var total = (int)(await _app.JsonAsync("/api/hits?size=1"))["total"]!;
        var before = (int)(await _app.JsonAsync("/api/hits?until=2026-01-12&size=1"))["total"]!;
        var after = (int)(await _app.JsonAsync("/api/hits?since=2026-01-12&size=1"))["total"]!;
        before.ShouldBeGreaterThan(0);
        after.ShouldBeGreaterThan(0);
        (before + after).ShouldBe(total);
        (await _app.IdsAsync("/api/hits?since=2026-02")).ShouldBeEmpty();
        ((int)(await _app.JsonAsync("/api/hits?since=2026-01-05T00:00:00Z&size=1"))["total"]!).ShouldBe(total);
    }

    [Fact]
    public async Task Newest_first_is_the_default_and_best_first_keeps_the_same_hits()
    {
        var seen = (await _app.JsonAsync("/api/hits?size=200"))["items"]!.AsArray().Select(i => (DateTimeOffset)i!["firstSeen"]!).ToList();
        seen.ShouldBe(seen.OrderDescending());
        var newest = await _app.IdsAsync("/api/hits?q=exosome*&size=200");
        var best = await _app.IdsAsync("/api/hits?q=exosome*&sort=best&size=200");
        newest.ShouldNotBeEmpty();
        best.ShouldBe(newest, ignoreOrder: true);
    }

    [Fact]
    public async Task Identifiers_find_their_record()
    {
        var article = (await _app.JsonAsync("/api/hits?kind=article&watch=exosomes-hair-loss&size=1"))["items"]![0]!;
        var trial = (await _app.JsonAsync("/api/hits?kind=trial&size=1"))["items"]![0]!;
        var id = (string)article["id"]!;
        foreach (var q in new[] { (string)article["pmid"]!, $"PMID:{article["pmid"]}", (string)article["doi"]!, $"https://doi.org/{article["doi"]}", ((string)article["doi"]!).ToUpperInvariant(), id })
        {
            (await _app.IdsAsync($"/api/hits?q={Uri.EscapeDataString(q)}")).ShouldContain(id, q);
        }

        (await _app.IdsAsync($"/api/hits?q={((string)trial["registryId"]!).ToLowerInvariant()}")).ShouldContain((string)trial["id"]!);
        (await _app.IdsAsync("/api/hits?q=doi:10.1000/right")).ShouldBe(["pubmed:90000001"]);
    }

    [Fact]
    public async Task Words_must_all_occur_and_no_character_is_an_operator()
    {
        (await _app.IdsAsync("/api/hits?q=exosomes+synth+particles")).ShouldNotContain("pubmed:90000004");
        (await _app.IdsAsync("/api/hits?q=alopecia+chapter")).ShouldBe(["pubmed:90000004"]);
        (await _app.IdsAsync("/api/hits?q=%22chapter+alopecia%22")).ShouldBeEmpty();
        foreach (var q in new[] { "\"", "*", "a AND", "NEAR(", "text:x", "'); DROP TABLE hit_index;--", "(", "^", "-", " ", "%00", "🦠", new string('x', 5000) })
        {
            await _app.JsonAsync($"/api/hits?q={Uri.EscapeDataString(q)}");
        }
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=1000001", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("size=0", "size")]
    [InlineData("size=201", "size")]
    [InlineData("kind=book", "kind")]
    [InlineData("sort=worst", "sort")]
    [InlineData("since=yesterday", "since")]
    [InlineData("until=2026-13", "until")]
    public async Task What_cannot_be_read_is_a_problem_that_names_the_parameter(string query, string name) =>
        (await _app.ProblemAsync($"/api/hits?{query}")).ShouldContain(name);

    [Fact]
    public async Task One_hit_is_the_item_of_the_list()
    {
        foreach (var item in (await _app.JsonAsync("/api/hits?size=200"))["items"]!.AsArray())
        {
            (await _app.JsonAsync($"/api/hits/{item!["id"]}")).ToJsonString().ShouldBe(item.ToJsonString());
        }
    }

    [Fact]
    public async Task An_id_with_slashes_is_found_raw_and_percent_encoded()
    {
        var id = (await _app.IdsAsync("/api/hits?source=fda-rss&size=1"))[0];
        id.ShouldStartWith("fda-rss:https://");
        foreach (var path in new[] { id, Uri.EscapeDataString(id), id.Replace("/", "%2F", StringComparison.Ordinal), id.Replace("/", "%2f", StringComparison.Ordinal) })
        {
            ((string)(await _app.JsonAsync($"/api/hits/{path}"))["id"]!).ShouldBe(id, path);
        }
    }

    [Theory]
    [InlineData("pubmed:1")]
    [InlineData("nothing")]
    [InlineData("fda-rss:https://www.fda.gov/none")]
    [InlineData("%2F%2F")]
    public async Task An_id_that_is_not_there_is_a_problem(string id) =>
        (await _app.ProblemAsync($"/api/hits/{id}", HttpStatusCode.NotFound)).ShouldContain("No hit has the id");

    [Fact]
    public async Task Every_hit_says_why_it_is_here_and_what_happened_to_it()
    {
        var items = (await _app.JsonAsync("/api/hits?watch=exosomes-hair-loss&size=200"))["items"]!.AsArray();
        foreach (var item in items)
        {
            item!["matches"]!.AsArray().ShouldNotBeEmpty();
            var revisions = item["revisions"]!.AsArray();
            ((string)revisions[0]!["type"]!).ShouldBe("new");
            revisions.Select(r => (long)r!["seq"]!).ShouldBeInOrder();
            item["link"].ShouldNotBeNull();
        }
    }
}
