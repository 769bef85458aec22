using Monitor.Configuration;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Store.Sql;

namespace Monitor.Commands.Demo;

/// <summary>
/// One play from an empty store to its truth: the simulator on loopback, the whole program on a clock that jumps, the mails
/// in a folder. Several may run side by side in folders of their own.
/// </summary>
internal sealed class DemoPlay : IAsyncDisposable
{
    private readonly SimulatorHost _simulator;
    private readonly DemoClock _clock;
    private LoadedConfiguration _configuration;
    private DemoRun _run;

    private DemoPlay(SimulatorHost simulator, DemoClock clock, LoadedConfiguration configuration, WebApplication app, string outbox)
    {
        (_simulator, _clock, _configuration, App, Outbox) = (simulator, clock, configuration, app, outbox);
        _run = ActivatorUtilities.CreateInstance<DemoRun>(app.Services, clock);
    }

    /// <summary>The program; it serves only when it is started.</summary>
    public WebApplication App { get; private set; }

    /// <summary>Folder of the mails.</summary>
    public string Outbox { get; }

    /// <summary>Where the mails are, for people.</summary>
    public string Mails => App.Services.GetRequiredService<IMailTransport>() is { Leaves: true } transport ? $"mails went to {transport.About}" : Folder();

    public World World => _simulator.World;

    /// <summary>Makes everything ready: what an earlier play left in the folder is gone.</summary>
    public static Task<DemoPlay> StartAsync(CommandLine line, World world, string urls, CancellationToken ct) => StartAsync(line, world, urls, null, ct);

    /// <summary>With other readers than the delivered one.</summary>
    public static async Task<DemoPlay> StartAsync(CommandLine line, World world, string urls, IReadOnlyList<Recipient>? recipients, CancellationToken ct)
    {
        var clock = new DemoClock(world.Options.Start);
        var simulator = await SimulatorHost.StartAsync(world, clock.Right, ct: ct);
        try
        {
            var configuration = DemoSetup.Configuration(line, simulator.BaseAddress, recipients);
            var app = RunVerb.Build(configuration, clock, urls, poll: false);
            var outbox = DemoRun.OutboxOf(app.Services);
            var database = app.Services.GetRequiredService<Database>();
            // Thrown away with the play: nothing here must outlive a power failure.
            database.Durable = false;
            await ClearAsync(database, outbox, ct);
            await database.MigrateAsync(ct);
            return new DemoPlay(simulator, clock, configuration, app, outbox);
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays to the end of the world.</summary>
    /// <param name="progress">Told the instant reached.</param>
    /// <param name="ct">Ends the play.</param>
    public Task RunAsync(Action<DateTimeOffset> progress, CancellationToken ct) => _run.PlayAsync(World.Options.End, progress, ct);

    /// <summary>Plays up to an instant, then stops the program and starts it again on the same store with other watches, as whoever edits a file does.</summary>
    /// <param name="at">When.</param>
    /// <param name="edit">What becomes of the watches; who follows one that gets another name follows it still.</param>
    /// <param name="ct">Ends the play.</param>
    public async Task EditAsync(DateTimeOffset at, Func<Watch, Watch> edit, CancellationToken ct)
    {
        await _run.PlayUntilAsync(at, _ => { }, ct);
        await App.DisposeAsync();
        var watches = _configuration.Watches.Select(w => (Before: w.Name, Now: edit(w))).ToList();
        var names = watches.ToDictionary(w => w.Before, w => w.Now.Name, StringComparer.Ordinal);
        _configuration = _configuration with
        {
            Watches = [.. watches.Select(w => w.Now)],
            Recipients = [.. _configuration.Recipients.Select(r => r with { Watches = [.. r.Watches.Select(w => names.GetValueOrDefault(w, w))] })],
        };
        App = RunVerb.Build(_configuration, _clock, RunVerb.DefaultUrl, poll: false);
        App.Services.GetRequiredService<Database>().Durable = false;
        _run = ActivatorUtilities.CreateInstance<DemoRun>(App.Services, _clock);
    }

    /// <summary>Plays up to an instant, and from there an hour on a clock that is ahead. The world's is right.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">By how much.</param>
    /// <param name="ct">Ends the play.</param>
    public async Task GoWrongAsync(DateTimeOffset at, TimeSpan by, CancellationToken ct)
    {
        await _run.PlayUntilAsync(at, _ => { }, ct);
        Set(by);
        await _run.PlayUntilAsync(_clock.GetUtcNow().AddHours(1), _ => { }, ct);
        Set(TimeSpan.Zero);

        void Set(TimeSpan ahead)
        {
            _clock.Ahead = ahead;
            _run = ActivatorUtilities.CreateInstance<DemoRun>(App.Services, _clock);
        }
    }

    /// <summary>All runs, and what was published against what was told.</summary>
    public Task<(IReadOnlyList<Poll> Ledger, DemoTruth Truth)> ResultAsync(CancellationToken ct) => _run.ResultAsync(World, App.Services, ct);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    private string Folder()
    {
        var mails = Directory.Exists(Outbox) ? Directory.GetFiles(Outbox, $"*@{DemoSetup.Domain}.eml") : [];
        return $"{mails.Length} mails in {Outbox}; the first: {mails.Order(StringComparer.Ordinal).FirstOrDefault()}";
    }

    /// <summary>A play begins with an empty store of its own, and without the mails of an earlier one; nothing else is touched.</summary>
    private static async Task ClearAsync(Database database, string outbox, CancellationToken ct)
    {
        await database.ClearAsync(ct);
        if (!Directory.Exists(outbox)) return;
        foreach (var mail in Directory.EnumerateFiles(outbox, $"*@{DemoSetup.Domain}.eml")) File.Delete(mail);
    }
}
