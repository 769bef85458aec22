using System.Net;
using Microsoft.Data.Sqlite;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>The verbs as processes against a simulated year that ends today.</summary>
public sealed class StoreVerbTests
{
    private static Task<SimulatorHost> SimulatorAsync() =>
        SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 2, Start = TimeProvider.System.GetUtcNow().AddDays(-20) }), TimeProvider.System);

    [Fact]
    public async Task Poll_stores_and_backup_copies_and_dry_run_stores_nothing_and_digest_sends_once()
    {
        await using var simulator = await SimulatorAsync();
        using var folder = new MonitorFolder(simulator.BaseAddress);
        var polled = await folder.RunAsync("poll", "--json");
        polled.Exit.ShouldBe(0, polled.ToString());
        var polls = MonitorFolder.Json(polled)["polls"]!.AsArray();
        polls.Select(p => (string)p!["source"]!).ShouldBe(["pubmed", "clinicaltrials.gov"]);
        foreach (var name in new[] { "source", "watch", "query", "from", "to", "outcome", "widened", "retrieved", "new", "changed", "known", "duplicates", "unmatched", "quarantined" })
        {
            polls.ShouldAllBe(p => p!.AsObject().ContainsKey(name), name);
        }

        var hits = folder.Count("SELECT count(*) FROM hit_index");
        hits.ShouldBeGreaterThan(10);
        MonitorFolder.Json(await folder.RunAsync("poll", "--json"))["polls"]!.AsArray().ShouldBeEmpty("nothing is due a second time");

        (await folder.RunAsync("backup", "copy.db")).Exit.ShouldBe(0);
        var copy = Path.Combine(folder.Path, "copy.db");
        foreach (var table in new[] { "hit_index", "revision", "poll", "coverage", "payload", "mt_doc_article" }) folder.Count($"SELECT count(*) FROM {table}", copy).ShouldBe(folder.Count($"SELECT count(*) FROM {table}"), table);
        (await folder.RunAsync("backup", "copy.db")).Exit.ShouldBe(2, "a backup never overwrites");

        var state = State(folder);
        var dry = await folder.RunAsync("digest", "--dry-run");
        dry.Exit.ShouldBe(0, dry.ToString());
        dry.Out.ShouldContain("To: reader@monitor.example");
        State(folder).ShouldBe(state);
        Directory.Exists(Path.Combine(folder.Path, "data", "outbox")).ShouldBeFalse();

        var sent = MonitorFolder.Json(await folder.RunAsync("digest", "--json"))["messages"]!.AsArray().ShouldHaveSingleItem()!;
        File.Exists(Path.Combine(folder.Path, "data", "outbox", $"{sent["id"]}.eml")).ShouldBeTrue();
        MonitorFolder.Json(await folder.RunAsync("digest", "--json"))["messages"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_asks_the_upstreams_and_makes_no_store()
    {
        await using var simulator = await SimulatorAsync();
        using var folder = new MonitorFolder(simulator.BaseAddress);
        var ended = await folder.RunAsync("search", "exosome* AND hair", "--source", "pubmed", "--limit", "3", "--json");
        ended.Exit.ShouldBe(0, ended.ToString());
        var json = MonitorFolder.Json(ended);
        json.AsObject().Select(p => p.Key).ShouldBe(["sources", "hits"]);
        ((string)json["sources"]!.AsArray().ShouldHaveSingleItem()!["source"]!).ShouldBe("pubmed");
        json["hits"]!.AsArray().Count.ShouldBe(3);
        File.Exists(folder.Database).ShouldBeFalse();
    }

    [Fact]
    public async Task Translate_shows_each_source_its_text()
    {
        using var folder = new MonitorFolder();
        var json = MonitorFolder.Json(await folder.RunAsync("translate", "exosom*[ti] AND \"hair loss\"", "--json"));
        json["sources"]!.AsArray().Select(s => (string)s!["source"]!).ShouldBe(["pubmed", "clinicaltrials.gov"]);
        json["sources"]!.AsArray().ShouldAllBe(s => ((string)s!["query"]!).Contains("exosom", StringComparison.Ordinal));
        ((string)json["query"]!).ShouldContain("exosom*[ti]");
    }

    [Fact]
    public async Task A_bad_watch_is_said_and_the_good_one_is_polled()
    {
        await using var simulator = await SimulatorAsync();
        using var folder = new MonitorFolder(simulator.BaseAddress);
        folder.Write("config/watches/bad.yaml", "name: bad\ntitle: Bad\nquery: (exosome\n");
        var ended = await folder.RunAsync("poll", "--source", "pubmed", "--json");
        ended.Exit.ShouldBe(0, ended.ToString());
        ended.Error.ShouldContain("bad.yaml:3");
        ((string)MonitorFolder.Json(ended)["polls"]!.AsArray().ShouldHaveSingleItem()!["watch"]!).ShouldBe("hair");
    }

    [Fact]
    public async Task An_upstream_that_is_down_is_a_failure_and_not_nothing_new()
    {
        using var folder = new MonitorFolder();
        var ended = await folder.RunAsync("poll", "--json");
        ended.Exit.ShouldBe(1, ended.ToString());
        var polls = MonitorFolder.Json(ended)["polls"]!.AsArray();
        polls.Count.ShouldBe(2);
        polls.ShouldAllBe(p => (string)p!["outcome"]! == "failed" && ((string)p["error"]!).Contains("127.0.0.1", StringComparison.Ordinal));
        ended.Error.ShouldContain("warn: "); // logs stand on standard error
        folder.Count("SELECT count(*) FROM coverage").ShouldBe(0);
    }

    [Fact]
    public async Task Migrate_can_be_run_twice_and_mail_test_writes_a_mail()
    {
        using var folder = new MonitorFolder();
        for (var i = 0; i < 2; i++) (await folder.RunAsync("migrate")).Exit.ShouldBe(0);
        var ended = await folder.RunAsync("mail-test", "--recipient", "reader");
        ended.Exit.ShouldBe(0, ended.ToString());
        var mail = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(folder.Path, "data", "outbox"), "*.eml").ShouldHaveSingleItem());
        mail.ShouldContain("To: reader@monitor.example");
        folder.Count("SELECT count(*) FROM message").ShouldBe(0);
    }

    [Fact]
    public async Task Healthcheck_tells_a_worker_that_is_ready_from_one_that_is_not_there()
    {
        using var folder = new MonitorFolder();
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options: ("Store:Provider", "Sqlite"));
        (await folder.RunAsync("healthcheck", "--url", app.Http.BaseAddress!.AbsoluteUri)).Exit.ShouldBe(0); // non-null: set at start
        File.Delete(app.DatabaseFile);
        (await folder.RunAsync("healthcheck", "--url", app.Http.BaseAddress.AbsoluteUri)).Exit.ShouldBe(1);
        await using var other = await StubUpstream.SayingAsync("", status: (int)HttpStatusCode.NotFound);
        (await folder.RunAsync("healthcheck", "--url", other.Address.AbsoluteUri)).Exit.ShouldBe(1);
        var nobody = await folder.RunAsync("healthcheck", "--url", "http://127.0.0.1:9/");
        nobody.Exit.ShouldBe(1, nobody.ToString());
        nobody.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_locked_store_is_said_in_one_line()
    {
        using var folder = new MonitorFolder();
        (await folder.RunAsync("migrate")).Exit.ShouldBe(0);
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var ended = await folder.RunAsync("digest", "--Store:BusyTimeout", "00:00:01");
        ended.Exit.ShouldBe(1, ended.ToString());
        ended.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("is locked by another process");
    }

    [Fact]
    public async Task The_api_key_goes_to_the_upstream_and_nowhere_else()
    {
        const string Key = "0123456789abcdef0123456789abcdef0123";
        var seen = false;
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            seen |= context.Request.Headers["api-key"] == Key;
            context.Response.StatusCode = 400;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, $$"""{"error":"API key invalid","api-key":"{{Key}}"} also as plain text: {{Key}}""");
        });
        using var folder = new MonitorFolder(upstream.Address);
        folder.Write("key", Key + "\n");
        var ended = await folder.RunAsync("poll", "--source", "pubmed", "--Sources:PubMed:ApiKeyFile", "key", "--json");
        ended.Exit.ShouldBe(1, ended.ToString());
        seen.ShouldBeTrue("the key was sent");
        var search = await folder.RunAsync("search", "hair", "--source", "pubmed", "--Sources:PubMed:ApiKeyFile", "key");
        var check = await folder.RunAsync("check-config", "--Sources:PubMed:ApiKeyFile", "key");
        foreach (var text in new[] { ended.Out, ended.Error, search.Out, search.Error, check.Out, check.Error }) text.ShouldNotContain(Key);
        var files = Directory.GetFiles(Path.Combine(folder.Path, "data"), "*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files) System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldNotContain(Key, customMessage: file);
        folder.Count("SELECT count(*) FROM payload").ShouldBeGreaterThan(0);
        foreach (var payload in Payloads(folder)) payload.ShouldNotContain(Key);
    }

    private static List<string> Payloads(MonitorFolder folder)
    {
        var texts = new List<string>();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM payload";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            using var text = new StreamReader(new System.IO.Compression.GZipStream(rows.GetStream(0), System.IO.Compression.CompressionMode.Decompress));
            texts.Add(text.ReadToEnd());
        }

        return texts;
    }

    private static string State(MonitorFolder folder) => string.Join(' ', new[] { "due", "message", "announced", "recipient_state", "revision", "poll" }
        .Select(table => $"{table}={folder.Count($"SELECT count(*) FROM {table}")}"));
}
