namespace Monitor.Sources;

/// <summary>Keeps requests to one host apart, on injected time: a "next allowed at" per host, one request at a time.</summary>
internal sealed class HostPacing(TimeProvider time)
{
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for this request's turn. Dispose the result when the answer is in.</summary>
    public async Task<IDisposable> EnterAsync(string host, TimeSpan spacing, CancellationToken ct)
    {
        Host own;
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(host, out own!)) _hosts[host] = own = new Host(); // non-null: set on the same line
        }

        await own.Turn.WaitAsync(ct);
        try
        {
            var wait = own.LastSent + spacing - time.GetUtcNow();
            if (own.NotBefore - time.GetUtcNow() > wait) wait = own.NotBefore - time.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, ct);
            own.LastSent = time.GetUtcNow();
            return new Turn(own.Turn);
        }
        catch
        {
            own.Turn.Release();
            throw;
        }
    }

    /// <summary>No request to the host before this instant: what a Retry-After asked for.</summary>
    public void HoldUntil(string host, DateTimeOffset instant)
    {
        lock (_hosts)
        {
            if (_hosts.TryGetValue(host, out var own) && own.NotBefore < instant) own.NotBefore = instant;
        }
    }

    private sealed class Host
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public DateTimeOffset LastSent { get; set; } = DateTimeOffset.MinValue.AddDays(1);
        public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue.AddDays(1);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
