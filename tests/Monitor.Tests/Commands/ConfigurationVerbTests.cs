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
}
