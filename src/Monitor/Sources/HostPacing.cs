using Monitor.Documents;

namespace Monitor.Sources;

/// <summary>
/// Keeps requests to one host apart, on injected time: a "next allowed at" per host, one request at a time. Where several
/// processes share a store, also among them (<see cref="IHostSlots"/>).
/// </summary>
internal sealed class HostPacing(TimeProvider time, IHostSlots? shared = null)
{
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for this request's turn. Dispose the result when the answer is in.</summary>
    public async Task<IAsyncDisposable> EnterAsync(string host, TimeSpan spacing, CancellationToken ct)
    {
        Host own;
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(host, out own!)) _hosts[host] = own = new Host(); // non-null: set on the same line
        }

        await own.Turn.WaitAsync(ct);
        var turn = new Turn(own);
        try
        {
            if (shared is not null) turn.Slot = await shared.TakeAsync(host.ToLowerInvariant(), spacing, ct);
            await UntilAsync(own.LastSent + spacing, spacing, ct);
            await UntilAsync(own.NotBefore, RetryWait.LongestOfHost, ct);
            // Others may stand in line before us.
            if (turn.Slot is { } slot) await UntilAsync(slot.At, 2 * RetryWait.LongestOfHost, ct);
            own.LastSent = time.GetUtcNow();
            // It was noted while the clock was ahead; other processes are told of it with the end of the turn.
            if (own.NotBefore > own.LastSent) own.NotBefore = own.LastSent;
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>No request to the host before this instant: what a Retry-After asked for. Other processes hear of it with the end of the turn.</summary>
    public void HoldUntil(string host, DateTimeOffset instant)
    {
        lock (_hosts)
        {
            if (_hosts.TryGetValue(host, out var own) && own.NotBefore < instant) own.NotBefore = instant;
        }
    }

    /// <summary>What is further ahead than it can be was noted while the clock was, and is not waited for.</summary>
    private async Task UntilAsync(DateTimeOffset instant, TimeSpan most, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        while (instant > now && !Ahead.Is(instant, now + most))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((instant - now).TotalMilliseconds)), time, ct);
            // A timer counts whole milliseconds and may be early by a part of one. A clock that stands still is not waited for twice.
            var before = now;
            now = time.GetUtcNow();
            if (now == before) return;
        }
    }

    private sealed class Host
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public DateTimeOffset LastSent { get; set; } = DateTimeOffset.MinValue.AddDays(1);
        public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue.AddDays(1);
    }

    private sealed class Turn(Host host) : IAsyncDisposable
    {
        private Host? _host = host;

        public IHostSlot? Slot { get; set; }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _host, null) is not { } own) return;
            if (Slot is not null) await Slot.GiveBackAsync(own.NotBefore);
            own.Turn.Release();
        }
    }
}
