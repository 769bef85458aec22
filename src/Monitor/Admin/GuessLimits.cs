using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>What a caller may guess at.</summary>
internal enum Guess
{
    /// <summary>The token of the API or of the feeds.</summary>
    Token,

    /// <summary>The admin token on the login page.</summary>
    Login,

    /// <summary>A signed link of a mail.</summary>
    Link,
}

/// <summary>Counts wrong guesses by kind and caller. Only wrong ones count, and the counts are forgotten as their time passes.</summary>
internal sealed class GuessLimits(IOptions<AdminOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<(Guess Of, int Caller)> _guesses = PartitionedRateLimiter.Create<(Guess Of, int Caller), (Guess Of, int Caller)>(caller =>
        // A window counts whole tries; a bucket fills by fractions, and any fraction lets through who asks for none.
        RateLimitPartition.GetSlidingWindowLimiter(caller, key => key.Of switch
        {
            Guess.Token => Window(options.Value.TokenGuesses, TimeSpan.FromMinutes(10)),
            Guess.Login => Window(10, TimeSpan.FromMinutes(1)),
            _ => Window(20, TimeSpan.FromMinutes(1)),
        }));

    /// <summary>
    /// Whether the caller has used up its guesses; then even the right one is refused where it would show itself among refusals.
    /// </summary>
    /// <returns>How long to wait; null = it may try.</returns>
    public TimeSpan? Refused(HttpContext context, Guess of) => Take(context, of, 0);

    /// <summary>Notes a wrong guess.</summary>
    /// <returns>How long to wait, when there were too many; null = it may guess on.</returns>
    public TimeSpan? Wrong(HttpContext context, Guess of) => Take(context, of, 1);

    public void Dispose() => _guesses.Dispose();

    private TimeSpan? Take(HttpContext context, Guess of, int guesses)
    {
        using var lease = _guesses.AttemptAcquire((of, ClientAddress.Of(context)), guesses);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    private static SlidingWindowRateLimiterOptions Window(int guesses, TimeSpan window) => new() { PermitLimit = guesses, Window = window, SegmentsPerWindow = 10, QueueLimit = 0 };
}
