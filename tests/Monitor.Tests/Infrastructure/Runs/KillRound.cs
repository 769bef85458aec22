using System.Diagnostics;
using System.Globalization;
using Monitor.Simulator;
using Monitor.Simulator.Generation;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>
/// Upstream life, a month of it in two minutes: the worker's process polls and mails against the simulator's process, is killed
/// by SIGKILL at moments drawn from the seed, and is started again. Then the simulator's own truth is asked for.
/// </summary>
internal sealed class KillRound
{
    /// <summary>A month.</summary>
    public const int DaysOfAMonth = 30;

    /// <summary>Simulated seconds per real one: six hours.</summary>
    private const double Speed = 21600;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly List<string> _wrong = [];
    private readonly SortedDictionary<string, int> _interrupted = new(StringComparer.Ordinal);

    private KillRound(int seed, int days, bool faulty) => (Seed, Days, Faulty) = (seed, days, faulty);

    public int Seed { get; }
    public int Days { get; }
    public bool Faulty { get; }
    public int Kills { get; private set; }
    public int Expected { get; private set; }
    public int Delivered { get; private set; }
    public int Polls { get; private set; }
    public int Mails { get; private set; }

    /// <summary>How often a kill met what.</summary>
    public IReadOnlyDictionary<string, int> Interrupted => _interrupted;

    /// <summary>Empty = nothing lost, nothing told twice, no torn mail, a sound store.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <param name="seed">Number of the world and of the moments.</param>
    /// <param name="kills">How often the worker is killed.</param>
    /// <param name="days">Of upstream life; four seconds each.</param>
    /// <param name="faulty">Whether faults are drawn from the seed too.</param>
    /// <param name="progress">Told after each kill.</param>
    public static async Task<KillRound> RunAsync(int seed, int kills, int days, bool faulty, Action<KillRound>? progress = null)
    {
        var round = new KillRound(seed, days, faulty);
        var folder = Directory.CreateTempSubdirectory("monitor-kills-").FullName;
        await round.PlayAsync(folder, kills, progress);
        // What is wrong with a round stands in its store.
        if (round.Wrong.Count == 0) Directory.Delete(folder, recursive: true);
        else round._wrong.Add($"kept in {folder}");
        return round;
    }

    private async Task PlayAsync(string folder, int kills, Action<KillRound>? progress)
    {
        // Time stands still until every search was answered once: what appears before that is history, not news.
        var far = TimeProvider.System.GetUtcNow().AddYears(1);
        Uri address;
        using (var simulator = Simulator(folder, 0, far))
        {
            address = await ListeningAsync(simulator);
            using var first = Worker(folder, address, far);
            await FirstAnswersAsync(folder, first);
            await first.KillAsync();
            await simulator.KillAsync();
        }

        var epoch = TimeProvider.System.GetUtcNow();
        using var upstreams = Simulator(folder, address.Port, epoch);
        await ListeningAsync(upstreams);
        var moments = Rng.For(Seed, "kills");
        while (Kills < kills)
        {
            var watch = Stopwatch.StartNew();
            using var worker = Worker(folder, address, epoch);
            await worker.LineAsync("Watching", Longest);
            // In start-up times: on a busy machine the moments are as far apart as the work.
            await Task.Delay(watch.Elapsed * moments.Below(3000) / 1000, TimeProvider.System);
            await worker.KillAsync();
            Kills++;
            var store = new KilledStore(Data(folder));
            var what = store.Interrupted(worker.Id);
            _interrupted[what] = _interrupted.GetValueOrDefault(what) + 1;
            progress?.Invoke(this);
        }

        using var last = Worker(folder, address, epoch, "--once", "--json");
        await last.EndAsync(Longest);
        Judge(folder, last);
    }

    private void Judge(string folder, LiveProcess last)
    {
        var document = DemoDocument.Of(last);
        _wrong.AddRange(document.Wrong);
        if (!document.IsRead) return;
        (Expected, Delivered, Polls) = (document.Expected, document.Delivered, document.Polls);
        _wrong.AddRange(new KilledStore(Data(folder)).Wrong());
        Mails = Directory.GetFiles(Path.Combine(Data(folder), "outbox"), "*.eml").Length;
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private LiveProcess Simulator(string folder, int port, DateTimeOffset epoch) => LiveProcess.Start(
        "Monitor.Simulator.dll", folder, ["--port", $"{port}", "--speed", Text(Speed), "--epoch", Text(epoch.ToUnixTimeMilliseconds()), .. World()]);

    private LiveProcess Worker(string folder, Uri simulator, DateTimeOffset epoch, params string[] more) => LiveProcess.Start(
        "Monitor.dll", folder,
        ["demo", "--worker", simulator.AbsoluteUri, "--speed", Text(Speed), "--epoch", Text(epoch.ToUnixTimeMilliseconds()), "--urls", "http://127.0.0.1:0", "--Polling:Tick", "00:00:01",
            // Time stands still while history is read: the run a minute later that reads on would not come.
            "--Sources:FdaWarningLetters:PagesPerPoll", "1000", .. World(), .. more]);

    private string[] World() => ["--seed", $"{Seed}", "--days", $"{Days}", .. Faulty ? (string[])["--faults", Faults.Seeded] : []];

    private static async Task<Uri> ListeningAsync(LiveProcess simulator)
    {
        var line = await simulator.LineAsync("Simulated upstreams on ", Longest);
        return new Uri(line.Split(' ')[3]);
    }

    /// <summary>Until every search was answered, or failed by a fault of the first hour, and no source is being polled, for some ticks on end.</summary>
    private static async Task FirstAnswersAsync(string folder, LiveProcess worker)
    {
        const string Open = """
            SELECT q.query_key FROM query_state q
            WHERE NOT EXISTS (SELECT 1 FROM coverage c WHERE c.query_key = q.query_key) AND NOT EXISTS (SELECT 1 FROM source_state s WHERE s.source = q.source AND s.failing_since IS NOT NULL)
            UNION ALL SELECT source FROM source_state WHERE lease_owner IS NOT NULL
            """;
        await worker.LineAsync("Watching", Longest);
        var store = new KilledStore(Data(folder));
        for (var (tries, quiet) = (0, 0); quiet < 10; tries++)
        {
            if (tries > 600) throw new InvalidOperationException($"not every search was answered:\n{worker.Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            quiet = store.Rows("SELECT query_key FROM coverage").Count > 0 && store.Rows(Open).Count == 0 ? quiet + 1 : 0;
        }
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
