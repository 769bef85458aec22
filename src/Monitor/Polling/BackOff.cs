using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>Why a query got no complete answer.</summary>
/// <param name="Outcome">As the ledger says it.</param>
/// <param name="Error">As the ledger says it.</param>
internal sealed record Setback(PollOutcome Outcome, string Error)
{
    /// <summary>The least wait that the upstream asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When it was asked; null = when it failed.</summary>
    public DateTimeOffset? Begun { get; init; }

    /// <summary>The upstream wants to be left alone (429, a block page): asking on would be impolite.</summary>
    public bool Told { get; init; }
}

/// <summary>
/// The stored ladders of waits. A failure holds back the query that failed, a success steps it down one rung. The source as a
/// whole waits when one of its queries after the other fails and none is answered in between; any answer ends that. What the
/// upstream asked for is the least wait. A block page waits half an hour at least, because tries lengthen the block.
/// </summary>
internal static class BackOff
{
    private static readonly TimeSpan[] Ladder =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>The top of the ladder. An absurd Retry-After must not silence anything for longer.</summary>
    public static TimeSpan Longest => Ladder[^1];

    /// <summary>When a query that failed is asked again.</summary>
    public static QueryDue AfterFailure(int level, Setback what, DateTimeOffset now)
    {
        level = Climbed(level);
        return new QueryDue(now + Longer(Ladder[level], Asked(what)), level, now);
    }

    /// <summary>When a query that was answered is asked again.</summary>
    public static QueryDue AfterSuccess(int level, DateTimeOffset scheduled) => new(scheduled, Math.Max(0, level - 1), null);

    /// <summary>The state of the source after one of its queries failed.</summary>
    /// <param name="state">Before.</param>
    /// <param name="key">Of the query.</param>
    /// <param name="queries">How many the source has: all are asked within a day, however long it has been down.</param>
    /// <param name="what">How it failed.</param>
    /// <param name="now">When.</param>
    public static SourceState AfterFailure(SourceState state, string key, int queries, Setback what, DateTimeOffset now)
    {
        var down = queries == 1 || state.Level > 1 || IsOther(state.FailedKey, key);
        var level = down ? Climbed(state.Level) : Math.Max(1, state.Level);
        var wait = down || what.Told ? Shorter(Ladder[level], Longest / queries) : TimeSpan.Zero;
        // One query that is told to wait must not silence the others for as long as it is to wait itself.
        if (what.Told) wait = Longer(wait, queries == 1 || IsOther(state.ToldKey, key) ? Asked(what) : Shorter(Asked(what), RetryWait.LongestOfHost));
        return state with
        {
            Level = level,
            FailedKey = key,
            ToldKey = what.Told ? key : state.ToldKey,
            NextAllowed = wait > TimeSpan.Zero ? now + wait : state.NextAllowed,
            WaitsSince = wait == TimeSpan.Zero ? state.WaitsSince : what.Told ? null : what.Begun ?? now,
            FailingSince = state.FailingSince ?? now,
            LastOutcome = what.Outcome == PollOutcome.Blocked ? "blocked" : "failed",
            LastError = what.Error,
        };
    }

    /// <summary>The state of the source after a complete answer.</summary>
    public static SourceState AfterSuccess(SourceState state, PollOutcome outcome, DateTimeOffset now) => state with
    {
        Level = 0,
        FailedKey = null,
        ToldKey = null,
        NextAllowed = DateTimeOffset.UnixEpoch,
        WaitsSince = null,
        FailingSince = null,
        LastSuccess = now,
        LastOutcome = outcome == PollOutcome.Empty ? "empty" : "ok",
        LastError = null,
    };

    private static int Climbed(int level) => Math.Min(level + 1, Ladder.Length - 1);

    private static bool IsOther(string? before, string key) => before is not null && before != key;

    /// <summary>What the upstream asked for, as far as that is sane.</summary>
    private static TimeSpan Asked(Setback what) =>
        Longer(Shorter(what.RetryAfter ?? TimeSpan.Zero, Longest), what.Outcome == PollOutcome.Blocked ? RetryWait.LongestOfHost : TimeSpan.Zero);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
