using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;
using Quartz;

namespace Monitor.Health;

/// <summary>
/// A dead man's switch: asks the operator's address while Monitor is ready and no enabled source is overdue. Silence, not a message, is
/// the alarm. The address is a secret and stands in no log and no error.
/// </summary>
internal sealed partial class Heartbeat(
    HeartbeatTable table, Readiness readiness, SourceClient client, IOptions<OperatorOptions> options, TimeProvider time, ILogger<Heartbeat> logger)
{
    /// <summary>Beats, or notes why not; fails only when it is cancelled.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        if (options.Value.HeartbeatUrl is not { Length: > 0 } url) return;
        var now = time.GetUtcNow().Cut();
        try
        {
            var reason = Reason(await readiness.JudgeAsync(ct));
            await table.SaveAsync(new HeartbeatState(now, null, reason is null ? null : $"withheld: {reason}"), ct);
            if (reason is not null)
            {
                Log.Withheld(logger, reason);
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

    private static string? Reason(Judgement judged)
    {
        var said = judged.Stopped.ToList();
        if (judged.Overdue.Count > 0) said.Add($"no complete answer for too long from {string.Join(", ", judged.Overdue)}");
        return said.Count == 0 ? null : string.Join(" ", said);
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
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Heartbeat withheld: {Reason}")]
        public static partial void Withheld(ILogger logger, string reason);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Heartbeat not taken: {Reason}.")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

/// <summary>Beats at each tick.</summary>
[DisallowConcurrentExecution]
internal sealed class HeartbeatJob(Heartbeat heartbeat) : WatchedJob
{
    protected override Task RunAsync(IJobExecutionContext context, CancellationToken ct) => heartbeat.BeatAsync(ct);
}
