using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class RegistryTests
{
    [Fact]
    public async Task Pages_hold_every_study_once_and_the_total_stands_on_the_first()
    {
        await using var served = await Served.StartAsync(days: 30);
        var seen = new List<string>();
        var path = "/api/v2/studies?countTotal=true&pageSize=6&sort=LastUpdatePostDate:desc";
        string? token = null;
        do
        {
            var page = (await served.GetAsync(path + (token is null ? "" : "&pageToken=" + token))).Json;
            (page["totalCount"] is not null).ShouldBe(token is null);
            seen.AddRange(page["studies"]!.AsArray().Select(Nct));
            token = page["nextPageToken"]?.GetValue<string>();
        }
        while (token is not null);
        seen.Count.ShouldBe(23);
        seen.ShouldBeUnique();
    }

    [Fact]
    public async Task A_token_dies_with_other_parameters_and_with_the_daily_refresh()
    {
        await using var served = await Served.StartAsync(days: 15);
        const string path = "/api/v2/studies?pageSize=6";
        var token = (await served.GetAsync(path)).Json["nextPageToken"]!.GetValue<string>();
        (await served.GetAsync($"{path}&pageToken={token}")).Status.ShouldBe(HttpStatusCode.OK);
        (await served.GetAsync($"/api/v2/studies?pageSize=7&pageToken={token}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        served.Time.Advance(TimeSpan.FromDays(1));
        (await served.GetAsync($"{path}&pageToken={token}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_search_reads_eligibility_too()
    {
        await using var served = await Served.StartAsync(days: 30);
        var found = (await served.GetAsync("/api/v2/studies?pageSize=100&query.term=" + Uri.EscapeDataString("(exosome OR exosomes) AND (\"hair loss\" OR alopecia)"))).Json["studies"]!.AsArray();
        var matched = served.World.Trials.Where(t => t.Watches.Count > 0).Select(t => t.Id).ToHashSet();
        found.Count(s => !matched.Contains(Nct(s))).ShouldBeGreaterThan(1);
        found.Count(s => matched.Contains(Nct(s))).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Every_change_shows_from_its_instant_with_its_day_of_update()
    {
        await using var served = await Served.StartAsync();
        foreach (var refresh in served.World.Events(served.World.Options.Start, served.World.Options.End).Where(e => e.Source == "clinicaltrials.gov").GroupBy(e => e.At))
        {
            served.Time.MoveTo(refresh.Key.AddTicks(-1));
            var before = new Dictionary<string, Answer>();
            foreach (var change in refresh) before[change.ExternalId] = await served.GetAsync("/api/v2/studies/" + change.ExternalId);
            served.Time.MoveTo(refresh.Key);
            var since = refresh.Key.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var window = await served.GetAsync("/api/v2/studies?pageSize=100&filter.advanced=" + Uri.EscapeDataString($"AREA[LastUpdatePostDate]RANGE[{since},MAX]"));
            foreach (var change in refresh)
            {
                var after = await served.GetAsync("/api/v2/studies/" + change.ExternalId);
                after.Status.ShouldBe(HttpStatusCode.OK);
                if (change.Type == "new") before[change.ExternalId].Status.ShouldBe(HttpStatusCode.NotFound);
                else after.Text.ShouldNotBe(before[change.ExternalId].Text);
                window.Json["studies"]!.AsArray().Select(Nct).ShouldContain(change.ExternalId);
            }
        }
    }

    [Fact]
    public async Task Version_names_the_last_working_day_without_a_zone()
    {
        await using var served = await Served.StartAsync(days: 6);
        (await served.GetAsync("/api/v2/version")).Json["dataTimestamp"]!.GetValue<string>().ShouldBe("2026-01-09T14:00:05");
    }

    [Fact]
    public async Task An_old_number_leads_to_the_new_one()
    {
        await using var served = await Served.StartAsync();
        var trial = served.World.Trials.First(t => t.Versions[0].Content.Aliases.Count > 0);
        var answer = await served.GetAsync("/api/v2/studies/" + trial.Versions[0].Content.Aliases[0]);
        answer.Status.ShouldBe(HttpStatusCode.MovedPermanently);
        answer.Location.ShouldBe("/api/v2/studies/" + trial.Id);
    }

    [Theory]
    [InlineData("query.term=exosome[", "no viable alternative")]
    [InlineData("query.term=(exosome", "missing ')'")]
    [InlineData("query.term=exosome NOT hair", "no viable alternative")]
    [InlineData("filter.advanced=AREA[Nonsense]RANGE[MIN,MAX]", "Unknown area name: `Nonsense`")]
    [InlineData("filter.advanced=AREA[LastUpdatePostDate]RANGE[yesterday,MAX]", "Invalid date")]
    [InlineData("sort=LastUpdatePostDate:down", "`sort` has incorrect format")]
    [InlineData("pageSize=many", "`pageSize` has incorrect format")]
    [InlineData("pageToken=abc", "`pageToken` has incorrect format")]
    [InlineData("fields=NCTId|StatusModule", "invalid field name: 'StatusModule'")]
    [InlineData("query.trem=exosome", "`query.trem`")]
    public async Task Bad_requests_are_answered_in_plain_text(string query, string says)
    {
        await using var served = await Served.StartAsync();
        var answer = await served.GetAsync("/api/v2/studies?" + query.Replace(" ", "%20"));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Type.ShouldBe("text/plain");
        answer.Text.ShouldContain(says);
    }

    [Fact]
    public async Task Studies_hold_partial_dates_the_sentinel_and_a_reason()
    {
        await using var served = await Served.StartAsync(days: 30);
        var text = (await served.GetAsync("/api/v2/studies?pageSize=1000")).Text;
        text.ShouldContain("\"count\":99999999");
        text.ShouldContain("\"whyStopped\"");
        text.ShouldContain("\"resultsFirstPostDateStruct\"");
        text.ShouldNotContain(":null");
        text.ShouldMatch("\"startDateStruct\":\\{\"date\":\"\\d{4}-\\d{2}\"");
    }

    private static string Nct(JsonNode? study) => study!["protocolSection"]!["identificationModule"]!["nctId"]!.GetValue<string>();
}
