using System.Net;
using Monitor.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class OpenFdaTests
{
    [Fact]
    public async Task Zero_hits_are_a_404_that_says_so()
    {
        await using var served = await Served.StartAsync();
        var answer = await served.GetAsync(Path("drug", "(product_description:nothinglikeit)"));
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Json["error"]!.ToJsonString().ShouldBe("""{"code":"NOT_FOUND","message":"No matches found!"}""");
    }

    [Theory]
    [InlineData("/drug/enforcement.json?q=x", "Invalid parameter: q")]
    [InlineData("/drug/enforcement.json?limit=1001", "Limit cannot exceed 1000")]
    [InlineData("/drug/enforcement.json?skip=25001", "Skip value must 25000 or less.")]
    [InlineData("/drug/enforcement.json?skip=1&search_after=x", "Cannot use search_after with skip.")]
    [InlineData("/drug/enforcement.json?sort=reason_for_recall:asc", "Sorting allowed by non-analyzed fields only: reason_for_recall")]
    [InlineData("/drug/enforcement.json?search=exosome~", "Search not supported")]
    [InlineData("/drug/enforcement.json?search=(exosome", "Search not supported")]
    public async Task A_request_that_openFDA_does_not_take_is_refused(string path, string message)
    {
        await using var served = await Served.StartAsync();
        var answer = await served.GetAsync(path);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        ((string)answer.Json["error"]!["code"]!).ShouldBe("BAD_REQUEST");
        ((string)answer.Json["error"]!["message"]!).ShouldStartWith(message);
    }

    [Fact]
    public async Task Pages_are_chained_by_a_link_as_long_as_they_are_full()
    {
        await using var served = await Served.StartAsync(2);
        var all = (await served.GetAsync("/drug/enforcement.json?limit=1000")).Json;
        var total = (int)all["meta"]!["results"]!["total"]!;
        all["results"]!.AsArray().Count.ShouldBe(total);
        var seen = new List<string>();
        for (var next = "/drug/enforcement.json?limit=4&sort=report_date:asc"; next is not null;)
        {
            var answer = await served.GetAsync(next);
            if (answer.Status == HttpStatusCode.NotFound) break;
            var page = answer.Json["results"]!.AsArray();
            seen.AddRange(page.Select(r => (string)r!["report_date"]! + (string)r["recall_number"]!));
            next = answer.Link?.Split('<', '>')[1];
            (next is not null).ShouldBe(page.Count == 4);
        }

        seen.Count.ShouldBe(total);
        seen.ShouldBeUnique();
        seen.Select(s => s[..8]).ShouldBe(seen.Select(s => s[..8]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_filter_stands_behind_the_search_without_parentheses()
    {
        await using var served = await Served.StartAsync(2);
        async Task<List<string>> Types(string search) =>
            [.. (await served.GetAsync(Path("food", search) + "&limit=1000")).Json["results"]!.AsArray().Select(r => (string)r!["product_type"]!).Distinct()];
        (await Types("(country:states OR status:ongoing)")).ShouldBe(["Food"]);
        (await Types("country:states OR status:ongoing")).Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Records_hold_texts_only_and_an_empty_openfda()
    {
        await using var served = await Served.StartAsync(2);
        var record = (await served.GetAsync("/device/enforcement.json")).Json["results"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        record["openfda"]!.ToJsonString().ShouldBe("{}");
        record.Where(p => p.Key != "openfda").ShouldAllBe(p => p.Value!.GetValueKind() == System.Text.Json.JsonValueKind.String);
        ((string)record["product_quantity"]!).ShouldBe("");
    }

    [Theory]
    [InlineData(Faults.OpenFdaThrottle, HttpStatusCode.TooManyRequests, "OVER_RATE_LIMIT")]
    [InlineData(Faults.OpenFdaError, HttpStatusCode.InternalServerError, "SERVER_ERROR")]
    public async Task A_fault_strikes_recalls_for_its_time(string fault, HttpStatusCode status, string code)
    {
        await using var served = await Served.StartAsync(1, 0, fault);
        served.Time.MoveTo(served.World.Outages[0].From);
        var answer = await served.GetAsync("/drug/enforcement.json");
        answer.Status.ShouldBe(status);
        ((string)answer.Json["error"]!["code"]!).ShouldBe(code);
        served.Time.MoveTo(served.World.Outages[0].To);
        (await served.GetAsync("/drug/enforcement.json")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_short_page_counts_more_than_it_shows()
    {
        await using var served = await Served.StartAsync(1, 0, Faults.OpenFdaShort);
        served.Time.MoveTo(served.World.Outages[0].From);
        var answer = (await served.GetAsync("/drug/enforcement.json?limit=1000")).Json;
        answer["results"]!.AsArray().Count.ShouldBeLessThan((int)answer["meta"]!["results"]!["total"]!);
    }

    private static string Path(string endpoint, string search) => $"/{endpoint}/enforcement.json?search={Uri.EscapeDataString(search)}";
}
