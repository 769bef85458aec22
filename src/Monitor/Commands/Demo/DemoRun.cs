using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Simulator;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Commands.Demo;

/// <summary>Plays the worker's life: whatever is due next is run, one thing at a time, and the clock jumps to it.</summary>
internal sealed class DemoRun(
    DemoClock clock, SourceCatalog catalog, PollService polls, DeliveryService delivery, PollTable ledger)
{
    private const string Delivery = "";

    private readonly Dictionary<string, DateTimeOffset?> _next = new(StringComparer.Ordinal);

    /// <param name="end">Last instant of the play.</param>
    /// <param name="progress">Told the instant reached.</param>
    /// <param name="ct">Ends the play.</param>
    public async Task PlayAsync(DateTimeOffset end, Action<DateTimeOffset> progress, CancellationToken ct)
    {
        await PlayUntilAsync(end, progress, ct);
        await FinishAsync(ct);
        progress(end);
    }

    /// <summary>As <see cref="PlayAsync"/>, and leaves all as it is then.</summary>
    public async Task PlayUntilAsync(DateTimeOffset end, Action<DateTimeOffset> progress, CancellationToken ct)
    {
        while (true)
        {
            await StepAsync(ct);
            progress(clock.GetUtcNow());
            if (_next.Values.Min() is not { } next || next > end) break;
            clock.AdvanceTo(next);
        }

        clock.AdvanceTo(end);
    }

    /// <summary>Polls everything twice more, whatever the schedule says, and sends what is due: what is gone from a list is believed the second time.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        foreach (var source in catalog.Enabled.Concat(catalog.Enabled))
        {
            await polls.RunNowAsync(source.Name, null, null, ct);
        }

        await delivery.RunNowAsync(null, evenEmpty: false, ct);
    }

    /// <summary>All runs, and what was published against what was told.</summary>
    /// <param name="world">The world that was played.</param>
    /// <param name="services">The program that played it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(IReadOnlyList<Poll> Ledger, DemoTruth Truth)> ResultAsync(World world, IServiceProvider services, CancellationToken ct)
    {
        var runs = await ledger.ListAsync(null, null, 0, int.MaxValue, ct);
        var truth = DemoTruth.Of(world, world.Options.Start, services.GetRequiredService<Subscribers>(),
            await services.GetRequiredService<MessageTable>().ToldAsync(ct), services.GetRequiredService<IMailTransport>().Leaves ? null : OutboxOf(services), runs, await services.GetRequiredService<AlarmTable>().AllAsync(ct),
            await StoredAsync(services, ct));
        return (runs, truth);
    }

    /// <summary>Every hit of every watch, but for what belongs to one only because it stands beside another of its hits.</summary>
    private static async Task<IReadOnlyList<(string Watch, string HitId)>> StoredAsync(IServiceProvider services, CancellationToken ct)
    {
        var stored = new List<(string Watch, string HitId)>();
        await services.GetRequiredService<Database>().ReadAsync(async c =>
        {
            foreach (var source in SourceCatalog.KnownNames)
            {
                await foreach (var page in HitTable.PagesAsync(c, null, source, "", 500))
                {
                    stored.AddRange(page.SelectMany(p => p.Hit.Matches.Where(m => m.Clause?.StartsWith("doi of ", StringComparison.Ordinal) != true).Select(m => (m.Watch, p.Hit.Id)).Distinct()));
                }
            }

            return true;
        }, ct);
        return stored;
    }

    /// <summary>Folder of the mails.</summary>
    public static string OutboxOf(IServiceProvider services) =>
        Path.Combine(services.GetRequiredService<IOptions<DataOptions>>().Value.Directory, "outbox");

    /// <summary>Asks only those whose time has come: nobody else works here, so that what was not run is due when it was.</summary>
    private async Task StepAsync(CancellationToken ct)
    {
        var polled = false;
        foreach (var source in catalog.Enabled.Where(s => IsDue(s.Name)))
        {
            polled |= (await polls.RunDueAsync(source, ct)).Count > 0;
            _next[source.Name] = await polls.NextDueAsync(source, ct);
        }

        // What mails at once leaves within seconds of the commit, not with the next digest.
        if (!polled && !IsDue(Delivery)) return;
        await delivery.RunDueAsync(ct);
        _next[Delivery] = await delivery.NextDueAsync(ct);
    }

    private bool IsDue(string name) => !_next.TryGetValue(name, out var next) || next <= clock.GetUtcNow();
}
