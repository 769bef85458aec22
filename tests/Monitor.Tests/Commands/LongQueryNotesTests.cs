using System.Text.Json.Nodes;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>A query that a source cannot be asked as it stands: the operator hears of it before, the ledger afterwards.</summary>
public sealed class LongQueryNotesTests : IDisposable
{
    private static readonly string[] OpenFda = ["--Sources:OpenFdaEnforcement:Enabled", "true", "--Sources:OpenFdaEnforcement:BaseUrl", "http://127.0.0.1:9/"];

    private readonly MonitorFolder _folder = new();

    public LongQueryNotesTests()
    {
        Watch("wide", $"({LongQueries.Groups(2, 60)}) AND exosome");
        Watch("endless", LongQueries.Groups(1, 5000));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Is_said_when_the_configuration_is_checked()
    {
        var ended = await _folder.RunAsync(["check-config", .. OpenFda]);
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Out.ShouldContain("note: wide is too long for one request at openfda-enforcement: asked in");
        ended.Out.ShouldContain("without synonym");
        ended.Error.ShouldContain("endless.yaml:1: sources: endless is never asked of openfda-enforcement: too long for openFDA, also in 8 requests");
        ended.Error.ShouldContain("name its sources without openfda-enforcement, or shorten the query");
        ended.Out.ShouldNotContain("note: wide is too long for one request at pubmed");
        var notes = MonitorFolder.Json(await _folder.RunAsync(["check-config", "--json", .. OpenFda]))["notes"]!.AsArray();
        var wide = notes.Single(n => (string)n!["watch"]! == "wide" && (string)n["source"]! == "openfda-enforcement")!;
        ((int)wide["parts"]!).ShouldBeInRange(1, 8);
        wide["leftOut"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Stands_in_the_ledger_of_that_source_and_watch_alone()
    {
        var endless = await PollAsync("endless");
        ((string)endless["outcome"]!).ShouldBe("never-asked");
        ((string)endless["error"]!).ShouldStartWith("too long for openFDA");
        var wide = await PollAsync("wide");
        wide["widened"]!.AsArray().ShouldContain(w => ((string)w!).EndsWith("the query is longer than openFDA takes", StringComparison.Ordinal));
        ((string)wide["error"]!).ShouldNotContain("too long");
    }

    /// <summary>Nobody answers; what was asked stands in the line all the same.</summary>
    private async Task<JsonNode> PollAsync(string watch) =>
        MonitorFolder.Json(await _folder.RunAsync(["poll", "--source", "openfda-enforcement", "--watch", watch, "--json", .. OpenFda]))["polls"]!.AsArray().ShouldHaveSingleItem()!; // non-null: a line of the ledger

    private void Watch(string name, string query) =>
        _folder.Write($"config/watches/{name}.yaml", $"name: {name}\ntitle: {name}\nquery: |\n  {query.ReplaceLineEndings("\n  ")}\n");
}
