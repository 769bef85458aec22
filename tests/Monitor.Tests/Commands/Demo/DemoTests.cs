using System.Text.Json.Nodes;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands.Demo;

/// <summary>Weeks of upstream life against the world's own log: nothing missing, nothing twice.</summary>
public sealed class DemoTests
{
    private static readonly string[] PollNames =
        ["source", "watch", "query", "from", "to", "outcome", "widened", "retrieved", "new", "changed", "known", "duplicates", "unmatched", "quarantined", "error"];

    /// <summary>Reports of adverse events are counted: none is a hit.</summary>
    private static readonly string[] WorldNames =
    [
        WorldSources.PubMed, WorldSources.ClinicalTrialsGov, WorldSources.EuropePmc, WorldSources.Crossref, WorldSources.FdaRss, WorldSources.FdaWarningLetters,
        WorldSources.FdaLetters, WorldSources.OpenFdaEnforcement,
    ];

    private const string SlowFeeds = "--Sources:FdaRss:Schedule=every 6h";

    /// <summary>Five days each, with feeds read every six hours: thirty days of hourly feeds take most of a minute for now.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Five_days_of_any_seed_arrive_once(int seed)
    {
        var truth = (await PlayAsync(seed, 5, SlowFeeds))["truth"]!;
        ((int)truth["expected"]!).ShouldBeGreaterThanOrEqualTo(50);
        truth["gaps"]!.ToJsonString().ShouldBe("""{"opened":0,"alarmed":0,"false":0}""");
    }

    [Fact]
    public async Task Thirty_days_arrive_once_and_the_summary_has_the_names_of_the_design()
    {
        var demo = await PlayAsync(1, 30, SlowFeeds);
        demo.AsObject().Select(p => p.Key).ShouldBe(["polls", "truth"]);
        var truth = demo["truth"]!.AsObject();
        truth.Select(p => p.Key).ShouldBe(["published", "expected", "delivered", "missing", "duplicated", "unlabelled", "sources", "harms", "notAlerted", "gaps"]);
        truth["gaps"]!.AsObject().Select(p => p.Key).ShouldBe(["opened", "alarmed", "false"]);
        ((int)truth["expected"]!).ShouldBeGreaterThanOrEqualTo(50);
        ((int)truth["published"]!).ShouldBeGreaterThan((int)truth["expected"]! / 2);
        var sources = truth["sources"]!.AsArray();
        sources.Select(s => (string)s!["source"]!).ShouldBe(WorldNames, ignoreOrder: true);
        foreach (var source in sources) ((int)source!["found"]!, (int)source["labelled"]! > 0).ShouldBe(((int)source["labelled"]!, true), source.ToJsonString());
        ((int)truth["harms"]!).ShouldBeGreaterThan(5);
        demo["polls"]!.AsArray().Select(p => (string?)p!["watch"]).Where(w => w is not null).Distinct().ShouldBe(DemoWatches.All.Select(w => w.Name), ignoreOrder: true);
        truth["gaps"]!.ToJsonString().ShouldBe("""{"opened":0,"alarmed":0,"false":0}""");
        var polls = demo["polls"]!.AsArray();
        polls.Count.ShouldBeGreaterThan(100);
        var names = polls.SelectMany(p => p!.AsObject().Select(n => n.Key)).ToHashSet();
        PollNames.Except(["error"]).Except(names).ShouldBeEmpty("an error is absent when there is none");
        polls.ShouldAllBe(p => new[] { "new", "changed", "known", "duplicates", "unmatched", "quarantined" }.Sum(n => (int)p![n]!) == (int)p!["retrieved"]!);
    }

    [Fact]
    public async Task With_every_fault_nothing_is_lost_or_told_twice_every_gap_is_alarmed_and_no_alarm_is_false()
    {
        var truth = (await PlayAsync(1, 20, SlowFeeds, "--faults", string.Join(',', Faults.Known)))["truth"]!;
        ((int)truth["gaps"]!["opened"]!).ShouldBeGreaterThan(0);
        ((int)truth["gaps"]!["alarmed"]!).ShouldBe((int)truth["gaps"]!["opened"]!);
        ((int)truth["gaps"]!["false"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_field_that_gets_another_name_is_alarmed_and_nothing_is_lost()
    {
        var gaps = (await PlayAsync(2, 15, SlowFeeds, "--faults", $"{Faults.EutilsRenamed},{Faults.CtgovRenamed}"))["truth"]!["gaps"]!;
        ((int)gaps["opened"]!).ShouldBeGreaterThan(0, "both sources answer without a field that they nearly always gave");
        ((int)gaps["alarmed"]!).ShouldBe((int)gaps["opened"]!);
        ((int)gaps["false"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Readers_of_a_folder_of_ones_own_are_told_and_their_links_follow_the_address()
    {
        using var folder = new TempFolder();
        folder.Write("mine/recipients.yaml", """
            recipients:
              - id: ana
                email: ana@reader.example
                zone: America/Sao_Paulo
              - id: bo
                email: bo@reader.example
                watches: [exosome-safety]
                alerts: false
            """);
        var ended = await MonitorProcess.RunAsync(
            folder.Path, ["demo", "--once", "--json", "--days", "4", SlowFeeds, "--config", "mine", "--urls", "http://127.0.0.1:5999"]);
        ended.Exit.ShouldBe(0, ended.ToString());
        var truth = JsonNode.Parse(ended.Out)!["truth"]!;
        ((int)truth["expected"]!).ShouldBeGreaterThan(10);
        ((int)truth["delivered"]!).ShouldBe((int)truth["expected"]! + truth["unlabelled"]!.AsArray().Count);
        var mails = Directory.GetFiles(Path.Combine(folder.Path, "data", "outbox"), "*.eml");
        mails.ShouldContain(m => m.Contains(".ana.", StringComparison.Ordinal));
        mails.ShouldContain(m => m.Contains(".bo.", StringComparison.Ordinal));
        mails.ShouldNotContain(m => m.Contains(".reader.", StringComparison.Ordinal));
        foreach (var mail in mails)
        {
            var text = (await File.ReadAllTextAsync(mail)).Replace("=\r\n", "", StringComparison.Ordinal);
            text.ShouldContain("http://127.0.0.1:5999/", customMessage: mail);
            text.ShouldNotContain(":5080", customMessage: mail);
        }
    }

    private static async Task<JsonNode> PlayAsync(int seed, int days, params string[] more)
    {
        using var folder = new TempFolder();
        var ended = await MonitorProcess.RunAsync(folder.Path, ["demo", "--once", "--json", "--seed", $"{seed}", "--days", $"{days}", .. more]);
        var demo = JsonNode.Parse(ended.Out) ?? throw new InvalidOperationException(ended.ToString());
        var truth = demo["truth"]!; // non-null: every demo has its truth
        truth["missing"]!.AsArray().Select(m => (string)m!).ShouldBeEmpty($"seed {seed}");
        truth["duplicated"]!.AsArray().Select(m => (string)m!).ShouldBeEmpty($"seed {seed}");
        truth["sources"]!.AsArray().SelectMany(s => s!["foreign"]!.AsArray()).Select(m => (string)m!).ShouldBeEmpty($"seed {seed}");
        truth["notAlerted"]!.AsArray().Select(m => (string)m!).ShouldBeEmpty($"seed {seed}");
        ended.Exit.ShouldBe(0, ended.Error);
        ((int)truth["delivered"]!).ShouldBe((int)truth["expected"]! + truth["unlabelled"]!.AsArray().Count);
        return demo;
    }
}
