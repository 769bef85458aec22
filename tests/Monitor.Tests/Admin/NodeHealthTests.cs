using System.Net;
using Dapper;
using Monitor.Commands.Demo;
using Monitor.Simulator;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>What a node says of itself among others: ready while another works, ready under its successor's schema, not ready without its store.</summary>
[OnEveryStore]
public sealed class NodeHealthTests
{
    private static readonly Uri Nobody = new("http://127.0.0.1:9/");

    [Fact]
    public async Task A_node_whose_sources_another_polls_is_ready_and_says_so()
    {
        await using var app = await MonitorApp.StartAsync(Nobody);
        (await app.JsonAsync("/health/ready"))["standby"]!.AsArray().ShouldBeEmpty();
        var now = app.Clock.GetUtcNow();
        var sources = app.Get<SourceStateTable>();
        await sources.TryLeaseAsync("pubmed", "other:1:x", app.Clock, TimeSpan.FromMinutes(10), default);
        await sources.TryLeaseAsync("fda-rss", app.Get<NodeName>().Value, app.Clock, TimeSpan.FromMinutes(10), default);
        var ready = await app.JsonAsync("/health/ready");
        ready["standby"]!.AsArray().Select(s => (string?)s).ShouldBe(["another node polls pubmed"]);
        ((string?)ready["status"]).ShouldBe("ok");
        app.Clock.AdvanceTo(now.AddMinutes(10));
        (await app.JsonAsync("/health/ready"))["standby"]!.AsArray().ShouldBeEmpty("its lease has run out");
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_node_goes_on_under_the_schema_of_its_successor_says_so_and_does_not_start_again(string provider)
    {
        var clock = new DemoClock(MonitorApp.Begin.AddDays(2));
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 10 }), clock);
        (string, string)[] options = provider == "Sqlite" ? [("Store:Provider", provider)] : [("Store:Provider", provider), ("Store:ConnectionString", await PostgreSqlServer.NewSchemaAsync())];
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock, migrate: true, options);
        var database = app.Get<Database>();
        await app.PollNowAsync();
        // As the next program migrates, while this one runs.
        await database.WriteAsync(async tx =>
        {
            foreach (var table in (string[])["message", "hit_index", "poll", "source_state", "due", "revision"]) await tx.Connection!.ExecuteAsync($"ALTER TABLE {table} ADD COLUMN of_tomorrow bigint", transaction: tx); // non-null: open
            var version = (await database.VersionsAsync(default)).Known + 1;
            await tx.Connection!.ExecuteAsync(provider == "Sqlite" ? $"PRAGMA user_version={version}" : $"UPDATE schema_version SET version = {version}", transaction: tx);
        }, default);

        clock.AdvanceTo(clock.GetUtcNow().AddDays(4));
        (await app.PollNowAsync()).ShouldAllBe(p => p.Error == null);
        (await app.DigestNowAsync()).ShouldNotBeEmpty();
        (await app.Get<MessageTable>().ListAsync(null, 0, 100, default)).ShouldAllBe(m => m.State == "sent");
        ((int)(await app.JsonAsync("/api/hits"))["total"]!).ShouldBeGreaterThan(0);
        var schema = (await app.JsonAsync("/health/ready"))["schema"]!;
        ((int)schema["stored"]!).ShouldBe((int)schema["known"]! + 1);
        ((string?)schema["note"]).ShouldNotBeNull().ShouldContain("goes on working");
        (await Should.ThrowAsync<StoreException>(() => database.MigrateAsync(default))).Message.ShouldContain("Use the newer program");
        await database.ClearAsync(default);
    }

    [Fact]
    public async Task A_node_that_cannot_reach_its_store_is_not_ready_until_it_can()
    {
        using var server = PostgreSqlServer.Own();
        await using var app = await MonitorApp.StartAsync(Nobody, null, true, ("Store:Provider", "PostgreSql"), ("Store:ConnectionString", server.ConnectionString));
        ((string?)(await app.JsonAsync("/health/ready"))["status"]).ShouldBe("ok");
        server.Kill();
        (await app.ProblemAsync("/health/ready", HttpStatusCode.ServiceUnavailable)).ShouldContain("cannot be reached");
        (await app.JsonAsync("/health/live"))["status"]!.ToString().ShouldBe("ok");
        server.Again();
        ((string?)(await app.JsonAsync("/health/ready"))["status"]).ShouldBe("ok");
    }
}
