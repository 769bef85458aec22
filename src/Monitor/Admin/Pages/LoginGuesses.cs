using System.Threading.RateLimiting;

namespace Monitor.Admin.Pages;

/// <summary>How often one address may send a wrong token to the login page: ten times a minute.</summary>
internal sealed class LoginGuesses : IDisposable
{
    private readonly PartitionedRateLimiter<string> _guesses = PartitionedRateLimiter.Create<string, string>(address =>
        // A window counts whole tries; a bucket fills by fractions, and any fraction lets through who asks for none.
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Whether the address may try at all: otherwise the right token would still show itself among refusals.</summary>
    public bool MayTry(HttpContext context)
    {
        using var lease = _guesses.AttemptAcquire(ClientAddress.Of(context), 0);
        return lease.IsAcquired;
    }

    public void Wrong(HttpContext context) => _guesses.AttemptAcquire(ClientAddress.Of(context)).Dispose();

    public void Dispose() => _guesses.Dispose();
}
