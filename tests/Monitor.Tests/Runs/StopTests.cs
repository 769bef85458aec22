using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>A worker that is told to stop, as a service manager or a rolling restart tells it.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_worker_told_to_stop_in_the_middle_of_a_poll_ends_soon_and_gives_its_source_back()
    {
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Days = 3 }), TimeProvider.System);
        using var folder = new MonitorFolder(simulator.BaseAddress);
        var held = new Held(simulator, "/entrez/", holds: 1);
        using var worker = LiveProcess.Start("Monitor.dll", folder.Path, "run", "--urls", "http://127.0.0.1:0", "--Polling:Tick", "00:00:01", "--Sources:ClinicalTrialsGov:Enabled", "false");
        await held.ArrivedAsync(Longest);
        folder.Count("SELECT count(*) FROM source_state WHERE lease_owner IS NOT NULL").ShouldBe(1);
        await worker.SignalAsync("TERM");
        // The upstream never answers: the poll is broken off, not waited for.
        (await worker.EndAsync(TimeSpan.FromSeconds(25))).ShouldBe(0, worker.Said);
        folder.Count("SELECT count(*) FROM source_state WHERE lease_owner IS NOT NULL").ShouldBe(0);
        folder.Count("SELECT count(*) FROM poll").ShouldBe(0, "what was not read to its end is no run");
        worker.Said.ShouldNotContain("fail:");
        held.Release();
        (await folder.RunAsync("poll", "--source", "pubmed")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_configured_no_more_is_taken_out_of_the_clock_that_nodes_share()
    {
        await using var quiet = await StubUpstream.SayingAsync("");
        using var folder = new MonitorFolder(quiet.Address);
        var schema = await PostgreSqlServer.NewSchemaAsync();
        string[] node = ["run", "--urls", "http://127.0.0.1:0", "--Store:Provider", "PostgreSql", "--Store:ConnectionString", schema];
        using (var first = LiveProcess.Start("Monitor.dll", folder.Path, [.. node, "--Operator:HeartbeatUrl", quiet.Address.AbsoluteUri]))
        {
            await UntilAsync(schema, "SELECT count(*) FROM qrtz_triggers WHERE trigger_name = 'heartbeat'", 1);
            // It checks in once it has started.
            await UntilAsync(schema, "SELECT count(*) FROM qrtz_scheduler_state", 1);
            await first.SignalAsync("TERM");
            (await first.EndAsync(Longest)).ShouldBe(0, first.Said);
        }

        using var second = LiveProcess.Start("Monitor.dll", folder.Path, node);
        (await second.LineAsync("Taken out of the shared clock", Longest)).ShouldContain("heartbeat");
        await UntilAsync(schema, "SELECT count(*) FROM qrtz_triggers WHERE trigger_name = 'heartbeat'", 0);
        await UntilAsync(schema, "SELECT count(*) FROM qrtz_triggers WHERE trigger_name LIKE 'poll %'", Monitor.Sources.SourceCatalog.KnownNames.Count);
        await second.SignalAsync("TERM");
        (await second.EndAsync(Longest)).ShouldBe(0, second.Said);
        second.Said.ShouldNotContain("fail:");
    }

    [Fact]
    public async Task A_node_that_died_while_the_clock_was_ahead_holds_nothing_back()
    {
        await using var quiet = await StubUpstream.SayingAsync("");
        using var folder = new MonitorFolder(quiet.Address);
        var schema = await PostgreSqlServer.NewSchemaAsync();
        string[] node = ["run", "--urls", "http://127.0.0.1:0", "--Polling:Tick", "00:00:01", "--Store:Provider", "PostgreSql", "--Store:ConnectionString", schema];
        using (var first = LiveProcess.Start("Monitor.dll", folder.Path, node))
        {
            await UntilAsync(schema, "SELECT count(*) FROM qrtz_scheduler_state", 1);
            await UntilAsync(schema, "SELECT sign(count(*))::bigint FROM qrtz_fired_triggers", 1);
            await first.SignalAsync("KILL");
            await first.EndAsync(Longest);
        }

        // As it would stand if the clock had been two years ahead: in ticks.
        await ExecuteAsync(schema, "UPDATE qrtz_scheduler_state SET last_checkin_time = last_checkin_time + 630720000000000");
        await ExecuteAsync(schema, "UPDATE qrtz_triggers SET next_fire_time = next_fire_time + 630720000000000");
        using var second = LiveProcess.Start("Monitor.dll", folder.Path, node);
        await UntilAsync(schema, "SELECT count(*) FROM qrtz_triggers WHERE next_fire_time > (extract(epoch FROM now())::bigint + 62135596800 + 86400) * 10000000", 0);
        await UntilAsync(schema, "SELECT count(*) FROM qrtz_scheduler_state", 1);
        await second.SignalAsync("TERM");
        (await second.EndAsync(Longest)).ShouldBe(0, second.Said);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // the text of a test
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task UntilAsync(string connectionString, string sql, long number)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        while (true)
        {
            try
            {
#pragma warning disable CA2100 // the text of a test
                await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
                if (Equals(await command.ExecuteScalarAsync(limit.Token), number)) return;
            }
            catch (PostgresException ex) when (ex.SqlState == PostgresErrorCodes.UndefinedTable)
            {
                // The node is still making it.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }
    }
}
