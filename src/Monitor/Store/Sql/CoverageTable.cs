using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>A stretch of time, UTC.</summary>
internal readonly record struct TimeWindow(DateTimeOffset From, DateTimeOffset To);

/// <summary>What is known about one query on one source.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Key">Hash of the exact upstream query, the watch's query and the matcher version.</param>
/// <param name="Watch">Null for a feed.</param>
/// <param name="Query">The exact upstream text.</param>
/// <param name="Started">First attempt: what the upstream dates later is news even in the first complete run.</param>
/// <param name="NextDue">When it is to run again.</param>
/// <param name="ETag">Of a feed's last answer.</param>
/// <param name="LastModified">Of a feed's last answer.</param>
internal sealed record QueryState(
    string Source, string Key, string? Watch, string Query, DateTimeOffset Started, DateTimeOffset NextDue, string? ETag, string? LastModified)
{
    /// <summary>Rung of its own ladder of waits; 0 = it has answered as often as it failed.</summary>
    public int Level { get; init; }

    /// <summary>When it failed last; null = its last attempt was answered, or there was none.</summary>
    public DateTimeOffset? Failed { get; init; }
}

/// <summary>When a query is to run again.</summary>
/// <param name="Next">Not before.</param>
/// <param name="Level">Rung of its own ladder of waits.</param>
/// <param name="Failed">When it failed; null = it was answered.</param>
internal readonly record struct QueryDue(DateTimeOffset Next, int Level, DateTimeOffset? Failed);

/// <summary>A stretch that could not be proved complete.</summary>
internal sealed record Gap(string Source, string Key, TimeWindow Window, string Reason, DateTimeOffset Opened)
{
    /// <summary>The feed no longer reached back to what was last seen; what stood between may never be shown again.</summary>
    public const string OfFeed = "feed";

    /// <summary>No complete answer; the next one covers it.</summary>
    public const string Unproven = "unproven";

    /// <summary><see cref="OfFeed"/> or <see cref="Unproven"/>.</summary>
    public string Kind { get; init; } = OfFeed;

    /// <summary>When it was covered after all; null = open.</summary>
    public DateTimeOffset? Closed { get; init; }
}

/// <summary>The windows proved complete, the gaps, and when each query is due.</summary>
internal sealed class CoverageTable(Database database)
{
    private const string StateColumns = "source, query_key, watch, query, started, next_due, level, failed, etag, last_modified";

    /// <summary>The state of a query; made, due at once, when it is new.</summary>
    public async Task<QueryState> StateAsync(string source, string key, string? watch, string query, DateTimeOffset now, CancellationToken ct)
    {
        var found = await database.ReadAsync(c => FindAsync(c, source, key), ct);
        if (found is not null) return found;
        await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("""
            INSERT INTO query_state (source, query_key, watch, query, started, next_due)
            VALUES (@source, @key, @watch, @query, @now, @now) ON CONFLICT DO NOTHING
            """, new { source, key, watch, query, now = now.Ms() }, tx), ct);
        return await database.ReadAsync(c => FindAsync(c, source, key), ct)
            ?? throw new StoreException($"{source}: the state of a query just stored is gone.");
    }

    /// <summary>What no window covers because it changes without a date: the notices of a watch that are not terminated, by their external ids.</summary>
    public Task<IReadOnlyList<string>> OpenAsync(string source, string watch, CancellationToken ct) =>
        database.ReadAsync(c => HitTable.OpenAsync(c, source, watch), ct);

    /// <summary>The articles of a watch that have a DOI, from all sources.</summary>
    public Task<IReadOnlyList<KnownDoi>> KnownAsync(string watch, CancellationToken ct) => database.ReadAsync(c => HitTable.KnownAsync(c, watch), ct);

    /// <summary>What a source that counts has counted for a watch, by its present query or by the one before.</summary>
    public Task<IReadOnlyList<Documents.AdverseDay>> CountedAsync(string watch, CancellationToken ct) => database.ReadAsync(c => AdverseTable.OfAsync(c, watch), ct);

    /// <summary>Whether a search of the source got no complete answer since.</summary>
    public Task<bool> FailedSinceAsync(string source, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(c => c.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM poll WHERE source = @source AND started >= @since AND outcome IN ('failed', 'blocked'))", new { source, since = since.Ms() }), ct);

    /// <summary>When a query is to run again, its rung of the ladder, and when it failed (null = it was answered).</summary>
    public static Task SetDueAsync(DbTransaction tx, string source, string key, QueryDue due) =>
        tx.Connection!.ExecuteAsync( // non-null: the transaction is open
            "UPDATE query_state SET next_due = @due, level = @Level, failed = @failed WHERE source = @source AND query_key = @key",
            new { source, key, due = due.Next.Ms(), due.Level, failed = due.Failed.Ms() }, tx);

    public static Task SetValidatorsAsync(DbTransaction tx, string source, string key, string? tag, string? modified) =>
        tx.Connection!.ExecuteAsync("UPDATE query_state SET etag = @tag, last_modified = @modified WHERE source = @source AND query_key = @key", // non-null: open
            new { source, key, tag, modified }, tx);

    /// <summary>All covered windows of a query, oldest first, not touching one another.</summary>
    public Task<IReadOnlyList<TimeWindow>> OfAsync(string source, string key, CancellationToken ct) =>
        database.ReadAsync(c => WindowsAsync(c, source, key, null), ct);

    /// <summary>Adds a window proved complete; touching and overlapping windows become one.</summary>
    public static async Task AddAsync(DbTransaction tx, string source, string key, TimeWindow window)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var (from, to) = (window.From, window.To);
        foreach (var old in await WindowsAsync(connection, source, key, tx))
        {
            if (old.To < from || old.From > to) continue;
            if (old.From < from) from = old.From;
            if (old.To > to) to = old.To;
            await connection.ExecuteAsync("DELETE FROM coverage WHERE source = @source AND query_key = @key AND window_from = @f",
                new { source, key, f = old.From.Ms() }, tx);
        }

        await connection.ExecuteAsync("INSERT INTO coverage (source, query_key, window_from, window_to) VALUES (@source, @key, @f, @t)",
            new { source, key, f = from.Ms(), t = to.Ms() }, tx);
    }

    /// <summary>All gaps there ever were, repaired ones too, oldest first.</summary>
    public Task<IReadOnlyList<Gap>> GapsAsync(CancellationToken ct) => database.ReadAsync(c => GapTable.ReadAsync(c, null, "ORDER BY id", new { }), ct);

    /// <summary>The gaps that are not repaired, oldest first.</summary>
    public Task<IReadOnlyList<Gap>> OpenGapsAsync(CancellationToken ct) => database.ReadAsync(c => GapTable.ReadAsync(c, null, "WHERE closed IS NULL ORDER BY id", new { }), ct);

    /// <summary>Until when each query of a source (null = of all) is proved complete without a hole, and until when it is with holes.</summary>
    public Task<Dictionary<(string Source, string Key), (DateTimeOffset First, DateTimeOffset Last)>> EndsAsync(string? source, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Source, string Key, long From, long To)>(
            "SELECT source, query_key, window_from, window_to FROM coverage WHERE (@source IS NULL OR source = @source) ORDER BY window_from", new { source }))
            .GroupBy(r => (r.Source, r.Key)).ToDictionary(g => g.Key, g => (g.First().To.At(), g.Last().To.At())), ct);

    /// <summary>Every query that ever ran, also of watches that are gone; null = of all sources.</summary>
    public Task<IReadOnlyList<QueryState>> StatesAsync(string? source, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<QueryState>>(async c =>
            [.. (await c.QueryAsync<StateRow>(
                $"SELECT {StateColumns} FROM query_state WHERE (@source IS NULL OR source = @source) ORDER BY source, watch NULLS FIRST", new { source })).Select(r => r.State)], ct);

    private static async Task<QueryState?> FindAsync(DbConnection c, string source, string key) =>
        (await c.QueryAsync<StateRow>($"SELECT {StateColumns} FROM query_state WHERE source = @source AND query_key = @key", new { source, key }))
        .FirstOrDefault()?.State;

    internal static async Task<IReadOnlyList<TimeWindow>> WindowsAsync(DbConnection c, string source, string key, DbTransaction? tx) =>
        [.. (await c.QueryAsync<(long From, long To)>(
            "SELECT window_from, window_to FROM coverage WHERE source = @source AND query_key = @key ORDER BY window_from", new { source, key }, tx))
            .Select(r => new TimeWindow(r.From.At(), r.To.At()))];

    private sealed class StateRow
    {
        public string Source { get; init; } = "";
        public string Query_Key { get; init; } = "";
        public string? Watch { get; init; }
        public string Query { get; init; } = "";
        public long Started { get; init; }
        public long Next_Due { get; init; }
        public int Level { get; init; }
        public long? Failed { get; init; }
        public string? ETag { get; init; }
        public string? Last_Modified { get; init; }

        public QueryState State => new(Source, Query_Key, Watch, Query, Started.At(), Next_Due.At(), ETag, Last_Modified) { Level = Level, Failed = Failed.At() };
    }
}
