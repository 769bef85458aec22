using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

public sealed class ConfigurationVerbTests
{
    [Fact]
    public async Task The_delivered_configuration_has_no_errors()
    {
        var ended = await MonitorProcess.RunAsync(Shared.Repository, "check-config");
        ended.Exit.ShouldBe(0, ended.ToString());
        ended.Out.ShouldContain("No errors.");
        ended.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_error_is_said_at_once_by_file_and_line()
    {
        using var folder = new MonitorFolder();
        folder.Write("config/monitor.yaml", "Polling:\n  Enabled: perhaps\nSources:\n  PubMed:\n    PageSize: 100000\n  Nowhere:\n    Enabled: true\n");
        folder.Write("config/watches/bad.yaml", "name: bad\ntitle: Bad\nquery: exosome AND (hair\n");
        var ended = await folder.RunAsync("check-config");
        ended.Exit.ShouldBe(2, ended.ToString());
        foreach (var place in new[] { "monitor.yaml:2: ", "monitor.yaml:5: ", "monitor.yaml:6: ", "bad.yaml:3: " }) ended.Error.ShouldContain(place);
        var json = MonitorFolder.Json(await folder.RunAsync("check-config", "--json"));
        json["errors"]!.AsArray().Count.ShouldBe(4);
        json["watches"]!.AsArray().Select(w => (string)w!).ShouldBe(["hair"]);
        (await folder.RunAsync("poll")).Exit.ShouldBe(2, "wrong options stop every verb");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check-config")]
    [InlineData("demo")]
    [InlineData("digest")]
    public async Task Without_zones_of_time_there_is_one_error_that_says_so(string verb)
    {
        using var folder = new MonitorFolder();
        var ended = await MonitorProcess.RunAsync(folder.Path, new Dictionary<string, string> { ["TZDIR"] = folder.Path }, null, verb);
        ended.Exit.ShouldBe(2, ended.ToString());
        var errors = ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("1 error(s) in", StringComparison.Ordinal));
        errors.ShouldHaveSingleItem().ShouldStartWith("this machine: has no time-zone data (looked for America/New_York): install it; on Debian");
    }

    [Fact]
    public async Task The_command_line_goes_before_the_environment_and_that_before_the_file()
    {
        using var folder = new MonitorFolder();
        var environment = new Dictionary<string, string> { ["Sources__PubMed__PageSize"] = "77", ["Delivery__MaxItems"] = "7" };
        var ended = await MonitorProcess.RunAsync(folder.Path, environment, null,
            "--Delivery:FeedItems=9", "check-config", "--Sources:PubMed:PageSize", "66", "--Admin:Token", "hidden");
        ended.Exit.ShouldBe(0, ended.ToString());
        ended.Out.ShouldContain("Sources:PubMed:PageSize = 66    # command line");
        ended.Out.ShouldContain("Delivery:MaxItems = 7    # environment");
        ended.Out.ShouldContain("Delivery:FeedItems = 9    # command line");
        ended.Out.ShouldContain("Http:Tries = 1    # ");
        ended.Out.ShouldContain("Admin:Token = ***");
        ended.Out.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_watch_is_shown_against_the_stored_hits_and_nothing_is_stored()
    {
        await using var store = await TempStore.NewAsync("Sqlite");
        using var folder = new MonitorFolder();
        folder.Write("config/watches/feet.yaml", "name: feet\ntitle: Feet\nquery: feet\n");
        var path = Path.GetDirectoryName(store.File)!; // non-null: a file in a folder
        var none = await folder.RunAsync("check-config", "--watch", "feet");
        none.Exit.ShouldBe(0, none.ToString());
        none.Out.ShouldContain("Nothing is stored yet");
        File.Exists(folder.Database).ShouldBeFalse();

        await store.SaveAsync(DateTimeOffset.UnixEpoch, Any.Article("1", "Feet"), Any.Article("2", "Hands") with { Matches = [new Match { Watch = "feet" }] }, Any.Article("3", "Else"));
        var state = await store.RowsAsync<string>("SELECT hit_id || watch FROM hit_watch");
        var json = MonitorFolder.Json(await folder.RunAsync("check-config", "--watch", "feet", "--json", "--Data:Directory", path));
        ((string)json["query"]!).ShouldBe("feet[tiab]");
        json["sources"]!.AsArray().Select(s => (string)s!["source"]!).ShouldBe(["pubmed", "clinicaltrials.gov"]);
        var stored = json["stored"]!;
        new[] { "matching", "belonging", "gained", "lost" }.Select(k => (int)stored[k]!).ShouldBe([1, 1, 1, 1]);
        ((string)stored["gainedHits"]!.AsArray().ShouldHaveSingleItem()!["id"]!).ShouldBe("pubmed:1");
        var table = await folder.RunAsync("check-config", "--watch", "feet", "--Data:Directory", path);
        table.Out.ShouldContain("Of the stored hits 1 match, 1 belong; with the next poll 1 are gained, 1 lost.");
        table.Out.ShouldContain("+ pubmed:1  Feet");
        table.Out.ShouldContain("- pubmed:2  Hands");
        (await store.RowsAsync<string>("SELECT hit_id || watch FROM hit_watch")).ShouldBe(state);
        (await store.OneAsync<int>("SELECT count(*) FROM watch_state")).ShouldBe(0);
        (await folder.RunAsync("check-config", "--watch", "nobody")).Exit.ShouldBe(2);
    }
}
