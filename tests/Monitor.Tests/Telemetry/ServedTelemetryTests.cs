using System.Diagnostics;
using Monitor.Commands.Demo;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Telemetry;

/// <summary>What a collector gets to know of readers' requests and of PostgreSQL: routes, statements and times, and nothing that anybody wrote.</summary>
[Collection(Alone.Name)]
[OnOneStore("what leaves, whatever is stored")]
public sealed class ServedTelemetryTests
{
    private const string Secret = "hush-hush";

    [Fact]
    public async Task A_request_is_told_by_its_route_and_never_by_a_token_a_path_a_parameter_or_a_header()
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = await MonitorApp.StartAsync(
            new Uri("http://127.0.0.1:9/"), options: [("Telemetry:Endpoint", collector.Address.AbsoluteUri), ("Admin:FeedToken", Secret), ("Admin:Token", Secret + "-2"), ("Delivery:PublicUrl", "http://127.0.0.1:5080/monitor")]))
        {
            foreach (var path in new[] { $"/unsubscribe/{Secret}", $"/seen/{Secret}", $"/feeds/all.rss?token={Secret}", $"/hits/{Secret}?q={Secret}", $"/login?back=/{Secret}", $"/{Secret}", "/health/ready", "/monitor/health/ready" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("User-Agent", Secret);
                request.Headers.TryAddWithoutValidation("Cookie", $"monitor_session={Secret}");
                request.Headers.TryAddWithoutValidation("Referer", $"http://127.0.0.1/{Secret}");
                request.Headers.Host = $"{Secret}.example";
                // Says that it is not sampled: that is not for a caller to decide.
                request.Headers.TryAddWithoutValidation("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
                (await app.Http.SendAsync(request)).Dispose();
            }

            using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", Secret + "-2")]);
            (await app.Http.PostAsync(new Uri("/login", UriKind.Relative), form)).Dispose();
        }

        // What the collector of this test serves, in the same process, is named POST.
        collector.Spans.Select(s => s.Name).Where(name => name != "POST").Order(StringComparer.Ordinal).ShouldBe(
            ["GET", "GET /feeds/{watch}.rss", "GET /hits/{**id}", "GET /login", "GET /seen/{token}", "GET /unsubscribe/{token}", "POST /login"]);
        var unsubscribe = collector.Spans.Single(s => s.Name == "GET /unsubscribe/{token}");
        unsubscribe.Trace.ShouldBe("4BF92F3577B34DA6A3CE929D0E0E4736");
        unsubscribe.Attributes["http.route"].ShouldBe("/unsubscribe/{token}");
        unsubscribe.Attributes["http.response.status_code"].ShouldBe("404");
        collector.Points.Where(p => p.Metric == "http.server.request.duration").ShouldContain(p => p.Attributes.GetValueOrDefault("http.route") == "/seen/{token}");
        collector.Points.ShouldContain(p => p.Metric == "dotnet.gc.collections");
        collector.Everything.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Statements_stand_below_the_poll_that_made_them_and_say_nothing_of_values_passwords_and_errors()
    {
        var schema = await PostgreSqlServer.NewSchemaAsync();
        await using var collector = await Collector.StartAsync();
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 3 }), new DemoClock(MonitorApp.Begin.AddDays(2)));
        await using (var app = await MonitorApp.StartAsync(simulator.BaseAddress, new DemoClock(MonitorApp.Begin.AddDays(2)), true,
            ("Telemetry:Endpoint", collector.Address.AbsoluteUri), ("Store:Provider", "PostgreSql"), ("Store:ConnectionString", $"{schema};Persist Security Info=true;Application Name={Secret}")))
        {
            (await app.PollNowAsync("pubmed")).ShouldAllBe(p => p.Error == null);
            await FailAsync(schema);
        }

        var polls = collector.Spans.Where(s => s.Name == "poll pubmed").Select(s => s.Trace).ToHashSet(StringComparer.Ordinal);
        var statements = collector.Spans.Where(s => s.Attributes.ContainsKey("db.query.text")).ToList();
        statements.Count(s => polls.Contains(s.Trace)).ShouldBeGreaterThan(20);
        statements.ShouldAllBe(s => s.Parent.Length > 0, "what the worker does by itself every few seconds is not told");
        statements.ShouldContain(s => s.Attributes.GetValueOrDefault("db.response.status_code") == PostgresErrorCodes.InvalidTextRepresentation);
        collector.Points.ShouldContain(p => p.Metric == "db.client.operation.duration");
        collector.Everything.ShouldNotContain(Secret);
        collector.Everything.ShouldNotContain("Username");
        collector.Everything.ShouldNotContain("exosome*");
        collector.Everything.ShouldNotContain("tests@monitor.example");
    }

    /// <summary>A statement whose error repeats its value, below a span of ours.</summary>
    private static async Task FailAsync(string schema)
    {
        using var spans = new ActivitySource("Monitor");
        using var span = spans.StartActivity("test");
        await using var source = NpgsqlDataSource.Create(schema);
        await using var command = source.CreateCommand("SELECT $1::text::integer");
        command.Parameters.AddWithValue(Secret);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).Message.ShouldContain(Secret);
    }
}
