using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// The stored ladder of waits: climbs a rung per failure, steps down one per success; what the upstream asked for is the
/// least wait. A block page waits half an hour at least, because tries lengthen the block.
/// </summary>
internal static class BackOff
{
    private static readonly TimeSpan[] Ladder =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>The state after a failure.</summary>
    public static SourceState AfterFailure(SourceState state, PollOutcome outcome, string error, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var level = Math.Min(state.Level + 1, Ladder.Length - 1);
        var wait = Ladder[level];
        if (outcome == PollOutcome.Blocked && wait < TimeSpan.FromMinutes(30)) wait = TimeSpan.FromMinutes(30);
        // An absurd Retry-After must not silence a source for longer than the ladder's top.
        if (retryAfter > wait) wait = retryAfter.Value < Ladder[^1] ? retryAfter.Value : Ladder[^1];
        return state with
        {
            Level = level,
            NextAllowed = now + wait,
            FailingSince = state.FailingSince ?? now,
            LastOutcome = outcome == PollOutcome.Blocked ? "blocked" : "failed",
            LastError = error,
        };
    }

    /// <summary>The state after a complete answer.</summary>
    public static SourceState AfterSuccess(SourceState state, PollOutcome outcome, DateTimeOffset now) => state with
    {
        Level = Math.Max(0, state.Level - 1),
        NextAllowed = DateTimeOffset.UnixEpoch,
        FailingSince = null,
        LastSuccess = now,
        LastOutcome = outcome == PollOutcome.Empty ? "empty" : "ok",
        LastError = null,
    };
}
