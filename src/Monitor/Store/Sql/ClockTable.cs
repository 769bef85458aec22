using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Documents;
using Monitor.Sources;

namespace Monitor.Store.Sql;

/// <summary>
/// Finds what was stored while the clock was ahead (<see cref="Ahead"/>), mends all of it at once, and opens an alarm. What is due by
/// a schedule is judged where the schedule is known, and comes here to be told.
/// </summary>
internal sealed class ClockTable(Database database, TimeProvider time)
{
    /// <summary>How often it is looked for. When the clock goes back, at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>A clock that stays wrong is told once in this time.</summary>
    private static readonly TimeSpan Once = TimeSpan.FromHours(1);

    /// <summary>By how much an instant may lie ahead: what has happened not at all, the others by the longest wait that there is, or can be configured.</summary>
    private static readonly TimeSpan Happened = TimeSpan.Zero, Day = TimeSpan.FromDays(1), Week = TimeSpan.FromDays(7),
        Attempt = TimeSpan.FromHours(6), Claim = TimeSpan.FromMinutes(21);

    /// <summary>Half an hour at most is a host left alone, and those who wait for it stand in line.</summary>
    private static readonly TimeSpan Slot = 2 * RetryWait.LongestOfHost;

    private const string DayBefore = "@now - 86400000";
    private const string Unseen = "escalate_at IS NOT NULL AND seen IS NULL AND escalated IS NULL";

    private static readonly Rule[] Rules =
    [
        new("source_state", "next_allowed", Day, "0"),
        new("source_state", "lease_until", Day, "0"),
        new("source_state", "waits_since", Happened, "NULL"),
        new("source_state", "failing_since", Happened),
        // As if there had been none: it would hide that the source is overdue.
        new("source_state", "last_success", Happened, "NULL"),
        new("query_state", "failed", Happened),
        // Nobody knows when it was. What came meanwhile is told rather than taken for old.
        new("query_state", "started", Happened, DayBefore),
        new("query_asked", "proved", Happened, DayBefore),
        // Until the last poll that a right clock dates; where there is none, nothing is proved: all is asked for again, and what is stored is not told twice.
        new("coverage", "window_to", Happened, """
            coalesce((SELECT max(p.started) FROM poll p WHERE p.source = coverage.source AND p.query_key = coverage.query_key
                AND p.outcome IN ('ok', 'empty') AND p.started <= @now AND p.started > coverage.window_from), window_from)
            """) { Where = "window_from < @now" },
        // The next poll that fails opens it again, up to its own time.
        new("gap", "closed", Happened) { Of = "window_to", Where = "closed IS NULL" },
        new("gap", "opened", Happened) { Where = "closed IS NULL" },
        new("expect_state", "next_due", Day),
        new("expect_state", "checked", Happened),
        new("withdrawn_look", "next_due", Week),
        new("recipient_state", "first_seen", Happened),
        new("recipient_state", "looked_until", Happened, DayBefore),
        new("recipient_state", "last_message", Happened),
        new("due", "created", Happened) { Where = "message_id IS NULL" },
        // Given up when the days seemed to be over.
        new("message", "queued", Attempt) { Of = "next_attempt", Where = "state = 'given-up'" },
        new("message", "state", Attempt, "'pending'") { Of = "next_attempt", Where = "state = 'given-up'" },
        new("message", "next_attempt", Claim) { Of = "claimed_until", Where = "state = 'pending'" },
        new("message", "claimed_until", Claim, "NULL") { Where = "state = 'pending'" },
        new("message", "next_attempt", Attempt) { Where = "state = 'pending'" },
        new("message", "queued", Happened) { Where = "state = 'pending'" },
        new("message", "created", Happened) { Where = "state = 'pending'" },
        // The reader has as long as ever to see it, from now on.
        new("alert", "escalate_at", Happened, "@now + escalate_at - created") { Of = "created", Where = Unseen },
        new("alert", "created", Happened) { Where = Unseen },
        new("alert_mail", "created", Happened),
        new("address_state", "first", Happened),
        new("address_state", "last", Happened),
        new("alarm", "since", Happened) { Where = "closed IS NULL" },
        new("alarm", "opened", Happened) { Where = "closed IS NULL" },
        new("alarm", "last_seen", Happened) { Where = "closed IS NULL" },
        new("heartbeat", "tried", Happened),
        new("heartbeat", "last", Happened, "NULL"),
        // How long a source is silent as a rule is learnt anew: a silence of years would never be noticed again.
        new("answer_habit", "arrivals", Happened, "0") { Of = "last_arrival" },
        new("answer_habit", "longest", Happened, "0") { Of = "last_arrival" },
        new("answer_habit", "first_arrival", Happened) { Of = "last_arrival" },
        new("answer_habit", "last_arrival", Happened),
        new("feed_item", "tried_since", Happened) { Sought = false },
    ];

    private static readonly Rule[] Shared =
    [
        .. Rules,
        new("host_slot", "not_before", Slot, "0"),
        new("host_slot", "answered", Happened),
        new("host_slot", "sent", Slot),
    ];

    private readonly Rule[] _rules = database is PostgreSqlDatabase ? Shared : Rules;
    private long _looked;

    /// <summary>Looks, and mends what it finds.</summary>
    public async Task MendAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().Cut();
        var since = now.Ms() - Interlocked.Read(ref _looked);
        if (since >= 0 && since < (long)Pause.TotalMilliseconds) return;
        Interlocked.Exchange(ref _looked, now.Ms());
        if (await database.ReadAsync(c => NewestAsync(c, null, now), ct) is null) return;
        await database.WriteAsync(async tx =>
        {
            // Looked at again under the lock of the writes: a process that slept in between would take for ahead what others stored meanwhile.
            now = time.GetUtcNow().Cut();
            if (await NewestAsync(tx.Connection!, tx, now) is not { } found) return; // non-null: the transaction is open
            foreach (var rule in _rules) await tx.Connection!.ExecuteAsync(rule.Mend, Limits(now), tx); // non-null: the transaction is open
            await TellAsync(tx, found, now);
        }, ct);
    }

    /// <summary>Sets queries due now whose time lay further ahead than their schedule explains.</summary>
    /// <param name="source">Of which.</param>
    /// <param name="keys">Of the queries; none = there is nothing to do.</param>
    /// <param name="surely">The latest of those that no changed schedule explains either; null = there is none.</param>
    /// <param name="ct">Gives up.</param>
    public async Task DueNowAsync(string source, IReadOnlyList<string> keys, DateTimeOffset? surely, CancellationToken ct)
    {
        if (keys.Count == 0) return;
        await database.WriteAsync(async tx =>
        {
            var now = time.GetUtcNow().Cut();
            await tx.Connection!.ExecuteAsync( // non-null: the transaction is open
                $"UPDATE query_state SET next_due = @now WHERE source = @source AND {Dialect.Of(tx).In("query_key", "keys")}",
                new { source, keys = keys.ToArray(), now = now.Ms() }, tx);
            if (surely is { } then) await TellAsync(tx, then.Ms(), now);
        }, ct);
    }

    /// <summary>
    /// A node that died while the clock was ahead would count as alive until then, and what it had begun as under way. Quartz notes
    /// signs of life in ticks; whoever lives gives the next within seconds.
    /// </summary>
    /// <param name="now">On the clock that the nodes share.</param>
    /// <param name="ct">Gives up.</param>
    public Task<int> ForgetCheckInsAsync(DateTimeOffset now, CancellationToken ct) => database.AloneAsync((c, tx) => c.ExecuteAsync(
        "UPDATE qrtz_scheduler_state SET last_checkin_time = 0 WHERE last_checkin_time > @latest", new { latest = (now + Ahead.Tolerance).UtcTicks }, tx), ct);

    /// <summary>Opens the alarm: an event, closed when it was told.</summary>
    public static async Task TellAsync(DbTransaction tx, long then, DateTimeOffset now)
    {
        var told = await tx.Connection!.ExecuteScalarAsync<bool>( // non-null: the transaction is open
            "SELECT EXISTS (SELECT 1 FROM alarm WHERE kind = @Clock AND opened > @since AND closed IS NOT NULL)",
            new { AlarmKind.Clock, since = (now - Once).Ms() }, tx);
        if (told) return;
        var text = string.Create(CultureInfo.InvariantCulture, $"the clock was ahead: times up to {Then(then):yyyy-MM-dd HH:mm} UTC were stored, and it is {now:yyyy-MM-dd HH:mm} UTC; ")
            + "what was put off until then is due now. If that clock was right, this machine's is behind";
        await AlarmTable.OpenAsync(tx, new AlarmCause(AlarmKind.Clock, "", "", null, null, text, now), now);
    }

    /// <summary>The latest of all that lie further ahead than they can; null = there is none.</summary>
    private Task<long?> NewestAsync(DbConnection connection, DbTransaction? tx, DateTimeOffset now) => connection.ExecuteScalarAsync<long?>(
        $"SELECT max(found) FROM ({string.Join(" UNION ALL ", _rules.Where(r => r.Sought).Select(r => r.Find))}) AS f", Limits(now), tx);

    private static DateTimeOffset Then(long then) => then < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? then.At() : DateTimeOffset.MaxValue;

    private static DynamicParameters Limits(DateTimeOffset now)
    {
        var limits = new DynamicParameters(new { now = now.Ms() });
        foreach (var most in Shared.Select(r => r.Most).Distinct()) limits.Add(Rule.Limit(most), (now + most + Ahead.Tolerance).Ms());
        return limits;
    }

    /// <param name="Table">Where.</param>
    /// <param name="Column">What is mended.</param>
    /// <param name="Most">By how much it may lie ahead.</param>
    /// <param name="To">What it becomes.</param>
    private sealed record Rule(string Table, string Column, TimeSpan Most, string To = "@now")
    {
        /// <summary>The column that shows it; null = the same.</summary>
        public string? Of { get; init; }

        /// <summary>In which rows.</summary>
        public string Where { get; init; } = "1 = 1";

        /// <summary>False where the table is large, and another always shows it too.</summary>
        public bool Sought { get; init; } = true;

        public string Find => $"SELECT max({Of ?? Column}) AS found FROM {Table} WHERE {IsAhead}";

        public string Mend => $"UPDATE {Table} SET {Column} = {To} WHERE {IsAhead}";

        private string IsAhead => $"{Of ?? Column} > @{Limit(Most)} AND {Where}";

        public static string Limit(TimeSpan most) => $"after{(long)most.TotalMinutes}";
    }
}
