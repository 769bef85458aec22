using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// Holds the lease of a source while it is polled. It is renewed on the real clock, because it guards against the death of
/// a real process; when it is lost all the same, the run is stopped.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended;
    private readonly Task _renewing;
    private readonly SourceStateTable _states;
    private readonly string _source;

    private LeaseKeeper(SourceStateTable states, string source, long fence, TimeSpan duration, TimeProvider time, CancellationToken ct)
    {
        (_states, _source, Fence) = (states, source, fence);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _renewing = RenewAsync(duration, time);
    }

    /// <summary>Number that the commit is checked against.</summary>
    public long Fence { get; }

    /// <summary>Whether another process took it.</summary>
    public bool Lost { get; private set; }

    /// <summary>Cancelled by the caller, or when the lease was lost.</summary>
    public CancellationToken Token => _ended.Token;

    /// <returns>Null while another process holds the lease.</returns>
    public static async Task<LeaseKeeper?> TryTakeAsync(
        SourceStateTable states, string source, string owner, TimeSpan duration, TimeProvider time, CancellationToken ct) =>
        await states.TryLeaseAsync(source, owner, time, duration, ct) is { } fence
            ? new LeaseKeeper(states, source, fence, duration, time, ct)
            : null;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        await _states.ReleaseAsync(_source, Fence, CancellationToken.None);
        _ended.Dispose();
    }

    private async Task RenewAsync(TimeSpan duration, TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(duration / 3, TimeProvider.System, _ended.Token);
                await RenewOnceAsync(duration, time);
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
        catch (FenceException)
        {
            Lost = true;
            await _ended.CancelAsync();
        }
    }

    private async Task RenewOnceAsync(TimeSpan duration, TimeProvider time)
    {
        try
        {
            await _states.RenewAsync(_source, Fence, time.GetUtcNow() + duration, _ended.Token);
        }
        catch (StoreException)
        {
            // Tried again before the lease runs out; if it does, the fence refuses the commit.
        }
    }
}
