using Dapper;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Health;

/// <summary>Whether the store takes a write: a full disk still answers every question.</summary>
internal sealed class WriteProbe(Database database, TimeProvider time) : IDisposable
{
    /// <summary>A health check that is asked every second must not make a write of each.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Longer than any write of ours, shorter than who asks waits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (long At, string? Failure)? _last;

    /// <returns>Null = it does; else a sentence on why not.</returns>
    public async Task<string?> FailureAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            // A failure is looked at again at once: whoever repaired it wants to see that.
            if (_last is { Failure: null } last && TimeProvider.System.GetElapsedTime(last.At) < Fresh) return null;
            var failure = await TryAsync();
            _last = (TimeProvider.System.GetTimestamp(), failure);
            return failure;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> TryAsync()
    {
        var write = WriteAsync();
        try
        {
            return await write.WaitAsync(Longest, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return $"The store has taken no write for {Longest.TotalSeconds:0} seconds.";
        }
    }

    private async Task<string?> WriteAsync()
    {
        try
        {
            await database.AloneAsync((c, tx) => c.ExecuteAsync(
                "INSERT INTO write_probe (id, at) VALUES (1, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at", new { at = time.GetUtcNow().Ms() }, tx), CancellationToken.None);
            return null;
        }
        catch (StoreException ex)
        {
            return $"The store takes no write: {ex.Message}";
        }
    }
}
