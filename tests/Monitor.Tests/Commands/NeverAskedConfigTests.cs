using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>A watch that a source can never be asked is wrong before it runs, by file and line.</summary>
public sealed class NeverAskedConfigTests : IDisposable
{
    private static readonly string[] Crossref = ["--Sources:Crossref:Enabled", "true", "--Sources:Crossref:BaseUrl", "http://127.0.0.1:9/"];

    private readonly MonitorFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_source_that_the_watch_names_is_an_error()
    {
        _folder.Write("config/watches/headings.yaml", "name: headings\ntitle: By headings\nsources: [pubmed, crossref]\nquery: '\"Alopecia\"[mh]'\n");
        var ended = await _folder.RunAsync(["check-config", .. Crossref]);
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Error.ShouldContain(
            "headings.yaml:3: sources: headings is never asked of crossref: no record there can show what the query asks for: take crossref out of its sources, or change the query");
        ended.Out.ShouldContain("1 error(s).");
        var errors = MonitorFolder.Json(await _folder.RunAsync(["check-config", "--json", .. Crossref]))["errors"]!.AsArray();
        errors.ShouldHaveSingleItem()!["key"]!.GetValue<string>().ShouldBe("sources");
        (await _folder.RunAsync(["check-config", "--watch", "headings", .. Crossref])).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_source_that_only_joined_and_has_nothing_to_find_is_a_warning()
    {
        _folder.Write("config/watches/headings.yaml", "name: headings\ntitle: By headings\nquery: '\"Alopecia\"[mh]'\n");
        var ended = await _folder.RunAsync(["check-config", .. Crossref]);
        ended.Exit.ShouldBe(0, ended.ToString());
        ended.Out.ShouldContain("warning: headings is never asked of crossref: no record there can show what the query asks for");
    }

    [Fact]
    public async Task A_source_that_only_joined_and_is_missed_is_an_error()
    {
        _folder.Write("config/watches/starred.yaml", "name: starred\ntitle: A star without a list\nquery: platelet*\n");
        var ended = await _folder.RunAsync(["check-config", .. Crossref]);
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Error.ShouldContain("starred.yaml:1: sources: starred is never asked of crossref: Crossref cannot search for this: it knows whole words only");
        ended.Error.ShouldContain("name its sources without crossref, or shorten the query");
    }

    [Fact]
    public async Task A_question_on_demand_says_so_too()
    {
        var ended = await _folder.RunAsync(["search", "platelet*", "--source", "crossref", "--json", .. Crossref]);
        ended.Exit.ShouldBe(1, ended.ToString());
        var answer = MonitorFolder.Json(ended)["sources"]!.AsArray().ShouldHaveSingleItem()!; // non-null: asked of one
        ((string)answer["outcome"]!).ShouldBe("never-asked");
        ((string)answer["error"]!).ShouldStartWith("Crossref cannot search for this");
        var headings = await _folder.RunAsync(["search", "\"Alopecia\"[mh]", "--source", "crossref", "--json", .. Crossref]);
        headings.Exit.ShouldBe(0, headings.ToString());
        ((string)MonitorFolder.Json(headings)["sources"]!.AsArray().ShouldHaveSingleItem()!["note"]!).ShouldBe("no record there can show what the query asks for");
    }

    [Fact]
    public async Task The_delivered_watches_can_all_be_asked()
    {
        _folder.Write("config/monitor.yaml", "Http:\n  Contact: tests@monitor.example\n");
        File.Delete(Path.Combine(_folder.Path, "config", "watches", "hair.yaml"));
        foreach (var file in Directory.GetFiles(Path.Combine(Shared.Repository, "config", "watches"))) _folder.Write($"config/watches/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        _folder.Write("config/products.yaml", await File.ReadAllTextAsync(Path.Combine(Shared.Repository, "config", "products.yaml")));
        var checkedJson = MonitorFolder.Json(await _folder.RunAsync("check-config", "--json"));
        checkedJson["errors"]!.AsArray().ShouldBeEmpty();
        checkedJson["warnings"]!.AsArray().Select(w => (string)w!).ShouldNotContain(w => w.Contains("never asked"));
    }
}
