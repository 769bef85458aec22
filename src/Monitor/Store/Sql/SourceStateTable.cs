using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Health, back-off and lease of one source.</summary>
internal sealed record SourceState
{
    public required string Source { get; init; }

    /// <summary>No poll before this instant.</summary>
    public DateTimeOffset NextAllowed { get; init; }

    /// <summary>Rung of the back-off ladder: failures since the last success, those in a row of one query counted once; 0 = healthy.</summary>
    public int Level { get; init; }

    /// <summary>Key of the query that failed last, of those since the last success.</summary>
    public string? FailedKey { get; init; }

    /// <summary>Key of the query that was told last to wait (429, a block page), since the last success.</summary>
    public string? ToldKey { get; init; }

    /// <summary>When the question was asked whose failure began the wait; null = there is none, or the upstream asked for it, so that no query may break it.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    public DateTimeOffset? FailingSince { get; init; }
    public DateTimeOffset? LastSuccess { get; init; }
    public string? LastOutcome { get; init; }
    public string? LastError { get; init; }
    public string? LeaseOwner { get; init; }
    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>Number of the newest lease; a commit under an older one is refused.</summary>
    public long Fence { get; init; }
}

/// <summary>State per source: what survives a restart, and who may poll.</summary>
internal sealed class SourceStateTable(Database database)
{
    private const string Columns =
        "source, next_allowed, level, failed_key, told_key, waits_since, failing_since, last_success, last_outcome, last_error, lease_owner, lease_until, fence";

    public Task<IReadOnlyList<SourceState>> ListAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SourceState>>(async c => [.. (await c.QueryAsync<Row>($"SELECT {Columns} FROM source_state ORDER BY source")).Select(r => r.State)], ct);

    public Task<SourceState> GetAsync(string source, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<Row>($"SELECT {Columns} FROM source_state WHERE source = @source", new { source }))
            .FirstOrDefault()?.State ?? new SourceState { Source = source }, ct);

    /// <summary>Takes the lease of a source. One that runs longer than a new one would was given while the clock was ahead, and is over.</summary>
    /// <returns>Its fencing number, or null while another holder's lease runs.</returns>
    public Task<long?> TryLeaseAsync(string source, string owner, TimeProvider time, TimeSpan duration, CancellationToken ct) => database.WriteAsync(tx =>
    {
        // Under the lock of the writes: to a process that slept before it, the lease of another would seem to lie ahead.
        var now = time.GetUtcNow();
        return tx.Connection!.ExecuteScalarAsync<long?>("""
            INSERT INTO source_state (source, lease_owner, lease_until, fence) VALUES (@source, @owner, @until, 1)
            ON CONFLICT (source) DO UPDATE SET lease_owner = excluded.lease_owner, lease_until = excluded.lease_until, fence = source_state.fence + 1
            WHERE source_state.lease_until <= @now OR source_state.lease_until > @latest
            RETURNING fence
            """, new { source, owner, now = now.Ms(), until = (now + duration).Ms(), latest = (now + duration + Ahead.Tolerance).Ms() }, tx); // non-null: the transaction is open
    }, ct);

    /// <summary>Keeps a lease that is still the newest.</summary>
    /// <exception cref="FenceException">Another process took it.</exception>
    public Task RenewAsync(string source, long fence, DateTimeOffset until, CancellationToken ct) =>
        database.WriteAsync(async tx =>
        {
            await CheckFenceAsync(tx, source, fence);
            await tx.Connection!.ExecuteAsync("UPDATE source_state SET lease_until = @until WHERE source = @source", new { source, until = until.Ms() }, tx); // non-null: open
        }, ct);

    /// <summary>Gives the lease back, if it is still ours.</summary>
    public Task ReleaseAsync(string source, long fence, CancellationToken ct) =>
        database.WriteAsync(tx => tx.Connection!.ExecuteAsync( // non-null: the transaction is open
            "UPDATE source_state SET lease_owner = NULL, lease_until = 0 WHERE source = @source AND fence = @fence", new { source, fence }, tx), ct);

    /// <exception cref="FenceException">The lease is no longer the newest.</exception>
    public static async Task CheckFenceAsync(DbTransaction tx, string source, long fence)
    {
        var newest = await tx.Connection!.ExecuteScalarAsync<long?>("SELECT fence FROM source_state WHERE source = @source", new { source }, tx); // non-null: open
        if (newest != fence) throw new FenceException(source);
    }

    public static Task SaveAsync(DbTransaction tx, SourceState s) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO source_state (source, next_allowed, level, failed_key, told_key, waits_since, failing_since, last_success, last_outcome, last_error)
            VALUES (@Source, @NextAllowed, @Level, @FailedKey, @ToldKey, @WaitsSince, @FailingSince, @LastSuccess, @LastOutcome, @LastError)
            ON CONFLICT (source) DO UPDATE SET next_allowed = excluded.next_allowed, level = excluded.level, failed_key = excluded.failed_key,
                told_key = excluded.told_key, waits_since = excluded.waits_since, failing_since = excluded.failing_since,
                last_success = excluded.last_success, last_outcome = excluded.last_outcome, last_error = excluded.last_error
            """,
            new
            {
                s.Source, NextAllowed = s.NextAllowed.Ms(), s.Level, s.FailedKey, s.ToldKey, WaitsSince = s.WaitsSince.Ms(),
                FailingSince = s.FailingSince.Ms(), LastSuccess = s.LastSuccess.Ms(), s.LastOutcome, LastError = StoredText.OrNull(s.LastError),
            }, tx);

    private sealed class Row
    {
        public string Source { get; init; } = "";
        public long Next_Allowed { get; init; }
        public int Level { get; init; }
        public string? Failed_Key { get; init; }
        public string? Told_Key { get; init; }
        public long? Waits_Since { get; init; }
        public long? Failing_Since { get; init; }
        public long? Last_Success { get; init; }
        public string? Last_Outcome { get; init; }
        public string? Last_Error { get; init; }
        public string? Lease_Owner { get; init; }
        public long Lease_Until { get; init; }
        public long Fence { get; init; }

        public SourceState State => new()
        {
            Source = Source, NextAllowed = Next_Allowed.At(), Level = Level, FailedKey = Failed_Key, ToldKey = Told_Key, WaitsSince = Waits_Since.At(),
            FailingSince = Failing_Since.At(), LastSuccess = Last_Success.At(), LastOutcome = Last_Outcome, LastError = Last_Error,
            LeaseOwner = Lease_Owner, LeaseUntil = Lease_Until.At(), Fence = Fence,
        };
    }
}
