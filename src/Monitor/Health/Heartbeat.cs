using Microsoft.Extensions.Options;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;
using Quartz;

namespace Monitor.Delivery;

/// <summary>
/// A dead man's switch: asks the operator's address while the worker runs, the store can be written and no enabled source
/// is overdue. Silence, not a message, is the alarm. The address is a secret and stands in no log and no error.
/// </summary>
internal sealed partial class Heartbeat(
    HeartbeatTable table, SourceCatalog catalog, Subscribers subscribers, SourceStateTable states, SourceClient client,
    IOptions<OperatorOptions> options, TimeProvider time, ILogger<Heartbeat> logger)
{
    /// <summary>A source is overdue when its last complete answer is older than two of its own intervals and this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(6);

    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>Beats, or notes why not; fails only when it is cancelled.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        if (options.Value.HeartbeatUrl is not { Length: > 0 } url) return;
        var now = time.GetUtcNow().Cut();
        try
        {
            var overdue = await OverdueAsync(now, ct);
            await table.SaveAsync(new HeartbeatState(now, null, overdue.Count > 0 ? $"withheld: no complete answer for too long from {string.Join(", ", overdue)}" : null), ct);
            if (overdue.Count > 0)
            {
                Log.Withheld(logger, string.Join(", ", overdue));
                return;
            }

            var failure = await AskAsync(new Uri(url), ct);
            if (failure is null) await table.SaveAsync(new HeartbeatState(now, now, null), ct);
            else await NotTakenAsync(now, failure, ct);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // The message of an unknown exception might repeat the address.
            Log.Failed(logger, ex is StoreException ? ex.Message : ex.GetType().Name);
        }
    }

    /// <summary>Names of the enabled sources whose last complete answer is too old.</summary>
    public async Task<IReadOnlyList<string>> OverdueAsync(DateTimeOffset now, CancellationToken ct)
    {
        var known = (await states.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        return [.. catalog.Enabled.Where(source =>
        {
            var targets = PollTarget.Of(source, subscribers.Watches);
            var last = known.GetValueOrDefault(source.Name) is { LastSuccess: { } success } ? success : _started;
            return targets.Count > 0 && targets.Min(t => t.Schedule.Next(t.Schedule.Next(last, TimeZoneInfo.Utc), TimeZoneInfo.Utc)) + Grace < now;
        }).Select(s => s.Name)];
    }

    /// <returns>Why it was not taken, without the address; null = it was.</returns>
    private async Task<string?> AskAsync(Uri address, CancellationToken ct)
    {
        try
        {
            await client.GetAsync(new SourceRequest { Address = address, Spacing = TimeSpan.Zero, Once = true }, ct);
            return null;
        }
        catch (SourceException ex)
        {
            return ex.Failure switch
            {
                SourceFailure.Refused => "refused",
                SourceFailure.Throttled => "too many requests",
                SourceFailure.Unreachable => "no answer",
                _ => "not understood",
            };
        }
    }

    private async Task NotTakenAsync(DateTimeOffset now, string failure, CancellationToken ct)
    {
        await table.SaveAsync(new HeartbeatState(now, null, $"Operator:HeartbeatUrl: {failure}"), ct);
        Log.Failed(logger, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Heartbeat withheld: no complete answer for too long from {Sources}.")]
        public static partial void Withheld(ILogger logger, string sources);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Heartbeat not taken: {Reason}.")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

/// <summary>Beats at each tick.</summary>
[DisallowConcurrentExecution]
internal sealed class HeartbeatJob(Heartbeat heartbeat) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await heartbeat.BeatAsync(ct);
}
