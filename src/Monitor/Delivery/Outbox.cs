using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// Hands over what the outbox holds, oldest first, recipients side by side: one whose server dawdles delays nobody else, and
/// one message that is not taken now is tried again on a ladder of waits.
/// </summary>
internal sealed partial class Outbox(MessageTable messages, OutboxStops stops, HandOver handOver, TimeProvider time, ILogger<Outbox> logger) : IDisposable
{
    /// <summary>How long one round waits for the slowest; what is under way then goes on beside the next round.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _lines = new(8, 8);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<int>> _busy = new(StringComparer.Ordinal);

    /// <summary>Hands over all that is due, and waits for the last of it.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        // What an earlier round has left under way is part of it, and may stand in the way of what came since.
        await Task.WhenAll(Busy()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            return (await Task.WhenAll(await BeginAsync(ct))).Sum();
        }
        finally
        {
            await handOver.RestAsync();
        }
    }

    /// <summary>As <see cref="SendDueAsync"/>, for a worker that comes again soon: does not wait for whoever dawdles.</summary>
    public async Task SendRoundAsync(CancellationToken ct)
    {
        var runs = await BeginAsync(ct);
        var all = Task.WhenAll(runs);
        // A hand-over that has begun notes its end, also when the program stops.
        try
        {
            if (await Task.WhenAny(all, Task.Delay(Round, TimeProvider.System, ct)) == all || ct.IsCancellationRequested) await all;
        }
        finally
        {
            await handOver.RestAsync();
        }
    }

    /// <summary>Why nothing of this kind leaves for this recipient; null = it does. Whoever composes asks first, so that what is due stays due.</summary>
    public Task<string?> StopAsync(string recipient, string kind, CancellationToken ct) => stops.ReasonAsync(recipient, kind, ct);

    public void Dispose() => _lines.Dispose();

    private List<Task> Busy()
    {
        lock (_lock) return [.. _busy.Values.Where(line => !line.IsCompleted)];
    }

    private async Task<IReadOnlyList<Task<int>>> BeginAsync(CancellationToken ct)
    {
        await stops.LiftChangedAsync(ct);
        var due = await messages.DueAsync(time.GetUtcNow(), ct);
        return [.. due.GroupBy(m => m.Recipient, StringComparer.Ordinal).SelectMany(g => Begin(g.Key, [.. g], ct))];
    }

    /// <summary>One line per recipient; none when that of the last round is still at work.</summary>
    private IReadOnlyList<Task<int>> Begin(string recipient, IReadOnlyList<OutMessage> due, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_busy.TryGetValue(recipient, out var before) && !before.IsCompleted) return [];
            return [_busy[recipient] = LineAsync(due, ct)];
        }
    }

    private async Task<int> LineAsync(IReadOnlyList<OutMessage> due, CancellationToken ct)
    {
        // Waited for in the order of the messages: whoever holds an alert comes first.
        await _lines.WaitAsync(ct);
        try
        {
            await Task.Yield();
            var sent = 0;
            foreach (var message in due)
            {
                var state = await handOver.TryAsync(message, ct);
                if (state == "sent") sent++;
                // What stops this one would stop those behind it; they are due again at the next round, or were put off with it.
                else if (state == "pending") break;
            }

            return sent;
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // Nobody may be waiting for this line any more.
            Log.Failed(logger, due[0].Recipient, ex);
            throw;
        }
        finally
        {
            _lines.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "The outbox failed for {Recipient}; its messages stay to be sent.")]
        public static partial void Failed(ILogger logger, string recipient, Exception exception);
    }
}
