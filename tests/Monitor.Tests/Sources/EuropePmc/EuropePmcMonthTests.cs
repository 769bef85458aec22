using System.Text.Json.Nodes;
using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.EuropePmc;

/// <summary>A month of Europe PMC, polled daily, against what the world itself says happened.</summary>
[OnOneStore("the subject is the source")]
public sealed class EuropePmcMonthTests
{
    private const string Failing = $"{Faults.EpmcTruncated},{Faults.EpmcError},{Faults.EpmcHtml},{Faults.EpmcDown}";

    public static TheoryData<int, string> Plays => new() { { 1, "" }, { 2, "" }, { 4, Faults.EpmcBare }, { 5, Failing }, { 9, Faults.EpmcRenamed } };

    [Theory, MemberData(nameof(Plays))]
    public async Task Brings_each_event_once_and_nothing_else(int seed, string faults)
    {
        var world = new World(new WorldOptions { Seed = seed, Start = MonitorApp.Begin, Faults = faults.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        var clock = new DemoClock(MonitorApp.Begin);
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock, options: ("Sources:EuropePmc:Enabled", "true"));
        var (failed, first) = (0, default(DateTimeOffset?));
        for (var at = MonitorApp.Begin; at <= world.Options.End; at += TimeSpan.FromHours(faults.Length > 0 ? 6 : 12))
        {
            clock.AdvanceTo(at > clock.GetUtcNow() ? at : clock.GetUtcNow());
            var polls = await app.PollNowAsync("europepmc");
            if (polls.Any(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked)) failed++;
            else first ??= polls.Max(p => p.Started);
            polls.ShouldAllBe(p => p.Quarantined == 0);
        }

        if (faults == Failing) failed.ShouldBeGreaterThan(3);
        if (faults.Length == 0) failed.ShouldBe(0);
        var expected = world.Events(first.ShouldNotBeNull(), DateTimeOffset.MaxValue).Where(e => e.Source == WorldSources.EuropePmc && MonitorApp.IsWatched(e))
            .Select(e => $"{e.ExternalId} {e.Type}").Order(StringComparer.Ordinal).ToList();
        expected.ShouldContain(e => e.StartsWith("PPR:", StringComparison.Ordinal) && e.EndsWith(" updated", StringComparison.Ordinal));
        expected.ShouldContain(e => e.StartsWith("MED:", StringComparison.Ordinal) && e.EndsWith(" retracted", StringComparison.Ordinal));
        (await ToldAsync(app, first.Value)).ShouldBe(expected);
    }

    /// <summary>
    /// What changed in each record by itself, after the first complete answer, which is stored silently: also what another record of
    /// its report says already, and without what it says by joining a report. That a paper is taken back or doubted may be said of it twice,
    /// first by the notice; its readers are told once.
    /// </summary>
    private static async Task<List<string>> ToldAsync(MonitorApp app, DateTimeOffset first)
    {
        var told = new List<string>();
        for (var page = 1; ; page++)
        {
            var ids = await app.IdsAsync($"/api/hits?by=record&source=europepmc&size=100&page={page}");
            if (ids.Count == 0) break;
            foreach (var id in ids)
            {
                var hit = await app.JsonAsync("/api/hits/" + id);
                told.AddRange(hit["revisions"]!.AsArray().Where(r => (DateTimeOffset)r!["at"]! > first.AddHours(1) && IsOwn(r)).Select(r => $"{hit["externalId"]} {r!["type"]}")); // non-null: every hit has both
            }
        }

        return [.. told.GroupBy(t => t, StringComparer.Ordinal).SelectMany(t => Trust.Any(w => t.Key.EndsWith(w, StringComparison.Ordinal)) ? t.Take(1) : t)
            .Order(StringComparer.Ordinal)];
    }

    private static readonly string[] Trust = [" retracted", " expression-of-concern"];

    private static bool IsOwn(JsonNode revision)
    {
        var fields = revision["changes"]!.AsArray().Select(c => (string)c!["field"]!).ToList(); // non-null: every revision has them
        return ((bool)revision["news"]! || fields.Count > 0) && !fields.Exists(f => f is "published as" or "version");
    }
}
