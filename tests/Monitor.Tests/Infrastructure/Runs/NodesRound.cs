using System.Diagnostics;
using System.Globalization;
using Monitor.Simulator;
using Monitor.Simulator.Generation;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>How a round of several nodes is played.</summary>
/// <param name="ConnectionString">Of a PostgreSQL whose schema monitor_demo may be thrown away.</param>
/// <param name="Seed">Number of the world and of the moments.</param>
/// <param name="Kills">How often a node is killed.</param>
/// <param name="Days">Days of upstream life.</param>
/// <param name="Speed">Simulated seconds per real one.</param>
/// <param name="Faulty">Whether faults are drawn from the seed.</param>
internal sealed record NodesPlan(string ConnectionString, int Seed, int Kills, int Days, double Speed, bool Faulty)
{
    /// <summary>First day of the simulated time.</summary>
    public DateTimeOffset Start { get; } = new WorldOptions().Start;
}

/// <summary>
/// Three nodes on one PostgreSQL poll and mail against the simulator's process while one of them after the other, drawn from the
/// seed, is killed by SIGKILL and started again. Then the nodes are stopped as a service manager stops them, and it is asked what
/// the simulator's truth, the ledger and the simulator's own log say.
/// </summary>
internal sealed class NodesRound
{
    private const int Nodes = 3;

    /// <summary>Least distance of two requests to the one host, in simulated time.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private readonly List<string> _wrong = [];
    private readonly NodesPlan _plan;
    private readonly string _folder;

    private NodesRound(NodesPlan plan, string folder) => (_plan, _folder) = (plan, folder);

    public int Kills { get; private set; }
    public int Expected { get; private set; }
    public int Delivered { get; private set; }
    public int Polls { get; private set; }
    public int Mails { get; private set; }

    /// <summary>Kills that met a node with a source's lease or a message under way.</summary>
    public int AtWork { get; private set; }

    /// <summary>What the simulator's log says of the requests while nodes were running.</summary>
    public RequestLog Log { get; private set; } = RequestLog.Of([], Spacing);

    /// <summary>Empty = nothing lost, nothing told twice, one node at a source at a time, the distance at the host kept, and everything given back at the end.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    public static async Task<NodesRound> RunAsync(NodesPlan plan, Action<NodesRound>? progress = null)
    {
        // A fault in the first instant hides history, of which then nobody can know: the next seed without one.
        while (Faulty(plan).Outages.Any(o => o.Covers(plan.Start))) plan = plan with { Seed = plan.Seed + 1 };
        var round = new NodesRound(plan, Directory.CreateTempSubdirectory("monitor-nodes-").FullName);
        await round.PlayAsync(progress);
        // What is wrong with a round stands in its store and its log.
        if (round.Wrong.Count == 0)
        {
            Directory.Delete(round._folder, recursive: true);
            return round;
        }

        round._wrong.Add(await round.Store.DumpAsync(Path.Combine(round._folder, "store.sql")));
        round._wrong.Add($"kept in {round._folder}");
        return round;
    }

    /// <summary>The plan as it was played: with a seed that fits.</summary>
    public NodesPlan Plan => _plan;

    private static World Faulty(NodesPlan plan) => new(new WorldOptions { Seed = plan.Seed, Days = plan.Days, Start = plan.Start, Faults = plan.Faulty ? [Faults.Seeded] : [] });

    private NodesStore Store => new(_plan.ConnectionString);

    private async Task PlayAsync(Action<NodesRound>? progress)
    {
        await Store.ClearAsync();
        // Time stands still until every search was answered once: what appears before that is history, not news.
        var far = TimeProvider.System.GetUtcNow().AddYears(1);
        Uri address;
        using (var simulator = Simulator(0, far, "history.log"))
        {
            address = await ListeningAsync(simulator);
            using var first = Node(0, address, far);
            await first.LineAsync("Watching", Longest);
            await Store.FirstAnswersAsync(Longest);
            await first.KillAsync();
            await simulator.KillAsync();
        }

        var epoch = TimeProvider.System.GetUtcNow();
        using (var upstreams = Simulator(address.Port, epoch, "requests.log"))
        {
            await ListeningAsync(upstreams);
            await KillAsync(address, epoch, progress);
            Log = RequestLog.Of(await File.ReadAllLinesAsync(Path.Combine(_folder, "requests.log")), Spacing);
            using var last = Node(0, address, epoch, "--once", "--json");
            await last.EndAsync(Longest);
            Judge(last);
        }
    }

    private async Task KillAsync(Uri address, DateTimeOffset epoch, Action<NodesRound>? progress)
    {
        var nodes = Enumerable.Range(1, Nodes).Select(n => Node(n, address, epoch)).ToArray();
        try
        {
            foreach (var node in nodes) await node.LineAsync("Watching", Longest);
            var moments = Rng.For(_plan.Seed, "nodes");
            // Over the whole time but for its end, which is for all to come back.
            var each = TimeSpan.FromDays(_plan.Days) / _plan.Speed * 0.9 / _plan.Kills;
            var watch = Stopwatch.StartNew();
            while (Kills < _plan.Kills)
            {
                var at = each * (Kills + (moments.Below(1000) / 1000.0));
                if (at > watch.Elapsed) await Task.Delay(at - watch.Elapsed, TimeProvider.System);
                var victim = moments.Below(Nodes);
                await nodes[victim].KillAsync();
                if (await Store.HoldsAsync(nodes[victim].Id)) AtWork++;
                nodes[victim].Dispose();
                nodes[victim] = Node(victim + 1, address, epoch);
                Kills++;
                progress?.Invoke(this);
            }

            var rest = (TimeSpan.FromDays(_plan.Days) / _plan.Speed) - (TimeProvider.System.GetUtcNow() - epoch);
            foreach (var node in nodes) await node.LineAsync("Watching", Longest);
            // Long enough that the last one killed has begun to work again.
            await Task.Delay(rest > Settled ? rest : Settled, TimeProvider.System);
            foreach (var node in nodes) await node.SignalAsync("TERM");

            foreach (var node in nodes)
            {
                if (await node.EndAsync(Longest) is var exit and not 0) _wrong.Add($"a node that was told to stop ended with {exit}:\n{node.Said}");
            }

            foreach (var node in nodes) if (await Store.HoldsAsync(node.Id)) _wrong.Add("a node that was told to stop gave back less than all");
        }
        finally
        {
            foreach (var node in nodes) node.Dispose();
        }
    }

    private void Judge(LiveProcess last)
    {
        var document = DemoDocument.Of(last);
        _wrong.AddRange(document.Wrong);
        if (!document.IsRead) return;
        (Expected, Delivered, Polls) = (document.Expected, document.Delivered, document.Polls);
        _wrong.AddRange(Log.Broken);
        var outbox = Path.Combine(_folder, "data", "outbox");
        _wrong.AddRange(Store.Wrong(outbox));
        Mails = Directory.GetFiles(outbox, "*.eml").Length;
    }

    private LiveProcess Simulator(int port, DateTimeOffset epoch, string log) => LiveProcess.Start(
        "Monitor.Simulator.dll", _folder, ["--port", $"{port}", "--speed", Text(_plan.Speed), "--epoch", Text(epoch.ToUnixTimeMilliseconds()), "--log", log, .. World()]);

    private LiveProcess Node(int number, Uri simulator, DateTimeOffset epoch, params string[] more) => LiveProcess.Start("Monitor.dll", _folder,
    [
        "demo", "--worker", simulator.AbsoluteUri, "--speed", Text(_plan.Speed), "--epoch", Text(epoch.ToUnixTimeMilliseconds()), "--urls", "http://127.0.0.1:0",
        "--Store:Provider", "PostgreSql", "--Store:ConnectionString", _plan.ConnectionString, "--Http:Contact", $"node{number}@demo.example",
        // Ticks are real seconds; leases and claims are simulated time, and must outlast the work of real seconds.
        "--Polling:Tick", "00:00:01", "--Polling:LeaseTime", "1.00:00:00", "--Email:HandOverTimeout", "00:10:00",
        "--Sources:FdaWarningLetters:PagesPerPoll", "1000",
        .. ((string[])["PubMed", "ClinicalTrialsGov", "FdaRss", "FdaWarningLetters", "FdaLetters", "OpenFdaEnforcement", "OpenFdaEvents", "EuropePmc", "Crossref"]).SelectMany(s => (string[])[$"--Sources:{s}:Spacing", Text(Spacing)]),
        "--Sources:FdaRss:FeedSpacing", Text(Spacing), .. World(), .. more,
    ]);

    private string[] World() => ["--seed", $"{_plan.Seed}", "--days", $"{_plan.Days}", .. _plan.Faulty ? (string[])["--faults", Faults.Seeded] : []];

    private static async Task<Uri> ListeningAsync(LiveProcess simulator) =>
        new((await simulator.LineAsync("Simulated upstreams on ", Longest)).Split(' ')[3]);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
