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
    private Task<string?>? _writing;
    private long? _taken;

    /// <returns>Null = it does; else a sentence on why not.</returns>
    public async Task<string?> FailureAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            // A failure is looked at again at once: whoever repaired it wants to see that.
            if (_taken is { } at && TimeProvider.System.GetElapsedTime(at) < Fresh) return null;
            // One that hangs is waited for again, so that they do not pile up behind a lock; SQLite waits on the thread it is called on.
            _writing = _writing is { IsCompleted: false } ? _writing : Task.Run(WriteAsync, CancellationToken.None);
            var failure = await _writing.WaitAsync(Longest, TimeProvider.System, ct);
            _taken = failure is null ? TimeProvider.System.GetTimestamp() : null;
            return failure;
        }
        catch (TimeoutException)
        {
            return $"The store has taken no write for {Longest.TotalSeconds:0} seconds.";
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> WriteAsync()
    {
        try
        {
            const string write = "INSERT INTO write_probe (id, at) VALUES (1, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at";
            await database.AloneAsync((c, tx) => c.ExecuteAsync(write, new { at = time.GetUtcNow().Ms() }, tx), CancellationToken.None);
            return null;
        }
        catch (StoreException ex)
        {
            return $"The store takes no write: {ex.Message}";
        }
    }
}
