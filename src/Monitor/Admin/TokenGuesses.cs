using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>
/// Counts wrong tokens by address. When an address has used up its guesses it is refused whatever it sends: otherwise the
/// right token would still show itself among refusals.
/// </summary>
internal sealed class TokenGuesses(IOptions<AdminOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _guesses = PartitionedRateLimiter.Create<string, string>(address =>
        // A window counts whole tries; a bucket fills by fractions, and any fraction lets through who asks for none.
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.TokenGuesses,
            Window = TimeSpan.FromMinutes(10),
            SegmentsPerWindow = 10,
            QueueLimit = 0,
        }));

    /// <summary>Whether the address may try at all.</summary>
    public bool MayTry(string address)
    {
        using var lease = _guesses.AttemptAcquire(address, 0);
        return lease.IsAcquired;
    }

    public void Wrong(string address) => _guesses.AttemptAcquire(address).Dispose();

    public void Dispose() => _guesses.Dispose();
}
