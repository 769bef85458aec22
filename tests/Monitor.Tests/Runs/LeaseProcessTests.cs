using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>The lease of a source and its fence, between real processes on one store and an upstream that answers when the test lets it.</summary>
public sealed class LeaseProcessTests
{
    private const string Busy = "another process is polling this source now";
    private const string Late = "the lease was taken by another process; this run was not stored";
    private static readonly string[] Tables = ["poll", "hit_index", "hit_watch", "revision", "due", "coverage", "payload", "mt_doc_article"];
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Worker_verb_and_API_never_poll_one_source_at_once_and_the_second_says_so()
    {
        await using var simulator = await SimulatorAsync();
        using var folder = new MonitorFolder(simulator.BaseAddress);
        var held = new Held(simulator, "/entrez/", holds: 1);
        var (workerUrl, apiUrl) = (Free(), Free());
        using var worker = LiveProcess.Start("Monitor.dll", folder.Path, "run", "--urls", workerUrl, "--Polling:Tick", "00:00:01");
        await held.ArrivedAsync(Longest);

        var refused = await folder.RunAsync("poll", "--source", "pubmed", "--json");
        refused.Exit.ShouldBe(1, refused.ToString());
        ((string?)MonitorFolder.Json(refused)["polls"]![0]!["error"]).ShouldBe(Busy);
        ((string?)(await PostAsync(workerUrl))["polls"]![0]!["error"]).ShouldBe(Busy);
        using var api = LiveProcess.Start("Monitor.dll", folder.Path, "run", "--urls", apiUrl, "--Polling:Enabled", "false");
        await api.LineAsync("Watching", Longest);
        ((string?)(await PostAsync(apiUrl))["polls"]![0]!["error"]).ShouldBe(Busy);
        held.Seen.ShouldBe(1, "the upstream was asked by nobody but the worker");
        folder.Count("SELECT count(*) FROM poll WHERE source = 'pubmed'").ShouldBe(0, "a refusal is no run");

        held.Release();
        await worker.LineAsync("pubmed (hair):", Longest);
        ((string)(await PostAsync(apiUrl))["polls"]![0]!["outcome"]!).ShouldBeOneOf("ok", "empty");
        (await folder.RunAsync("poll", "--source", "pubmed")).Exit.ShouldBe(0);
        held.Most.ShouldBe(1, "requests at one time");
        folder.Count("SELECT count(*) FROM poll WHERE source = 'pubmed'").ShouldBe(3);
        folder.Count("SELECT count(*) FROM poll a JOIN poll b ON a.source = b.source AND a.id < b.id AND a.finished > b.started").ShouldBe(0, "runs of one source that overlap");
    }

    [Fact]
    public async Task A_process_that_stood_still_beyond_its_lease_stores_nothing_when_it_goes_on()
    {
        await using var simulator = await SimulatorAsync();
        using var folder = new MonitorFolder(simulator.BaseAddress);
        var held = new Held(simulator, "/entrez/", holds: 1);
        using var late = LiveProcess.Start("Monitor.dll", folder.Path, "poll", "--source", "pubmed", "--Polling:LeaseTime", "00:00:10");
        await held.ArrivedAsync(Longest);
        await late.SignalAsync("STOP");

        // Each try is a process of its own; the lease is the stopped one's until its ten seconds are over.
        var refused = 0;
        Ended taken;
        while ((taken = await folder.RunAsync("poll", "--source", "pubmed", "--json")).Exit == 1)
        {
            taken.Out.ShouldContain(Busy);
            (++refused).ShouldBeLessThan(100);
        }

        taken.Exit.ShouldBe(0, taken.ToString());
        refused.ShouldBeGreaterThan(0);
        var stored = Stored(folder);
        await late.SignalAsync("CONT");
        held.Release();
        await RefusedAsync(late);
        Stored(folder).ShouldBe(stored);
    }

    [Fact]
    public async Task A_commit_that_comes_after_the_lease_is_refused_whole()
    {
        await using var simulator = await SimulatorAsync();
        using var folder = new MonitorFolder(simulator.BaseAddress);
        var held = new Held(simulator, "/entrez/", holds: 1);
        // A lease so long that it is not renewed meanwhile: the commit itself meets the fence.
        using var late = LiveProcess.Start("Monitor.dll", folder.Path, "poll", "--source", "pubmed", "--Polling:LeaseTime", "1.00:00:00");
        await held.ArrivedAsync(Longest);
        RunOut(folder);
        var taken = await folder.RunAsync("poll", "--source", "pubmed", "--json");
        taken.Exit.ShouldBe(0, taken.ToString());
        ((int)MonitorFolder.Json(taken)["polls"]![0]!["new"]!).ShouldBeGreaterThan(0);
        var stored = Stored(folder);
        held.Release();
        await RefusedAsync(late);
        Stored(folder).ShouldBe(stored);
    }

    private static async Task RefusedAsync(LiveProcess late)
    {
        (await late.EndAsync(Longest)).ShouldBe(1, late.Said);
        late.Said.ShouldContain(Late);
        late.Said.ShouldNotContain("defect");
    }

    private static string Stored(MonitorFolder folder) =>
        string.Join(", ", Tables.Select(t => $"{t} {folder.Count($"SELECT count(*) FROM {t}")}"));

    private static void RunOut(MonitorFolder folder)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE source_state SET lease_until = 0";
        command.ExecuteNonQuery().ShouldBe(1);
    }

    /// <summary>Tries until the process listens, which it does a moment after it says what it watches.</summary>
    private static async Task<JsonNode> PostAsync(string url)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (true)
        {
            try
            {
                return await PostOnceAsync(url, limit.Token);
            }
            catch (HttpRequestException ex) when (ex.HttpRequestError == HttpRequestError.ConnectionError)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
            }
        }
    }

    private static async Task<JsonNode> PostOnceAsync(string url, CancellationToken ct)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(url), "/api/polls"));
        request.Content = new StringContent("""{"source":"pubmed"}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!; // non-null: the API answers no bare null
    }

    private static string Free() => $"http://127.0.0.1:{FreePort.Next()}";

    private static Task<SimulatorHost> SimulatorAsync() =>
        SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 2, Start = TimeProvider.System.GetUtcNow().AddDays(-20) }), TimeProvider.System);
}
