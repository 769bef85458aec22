using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The kinds of alarm.</summary>
internal static class AlarmKind
{
    /// <summary>A stretch of time that could not be proved complete.</summary>
    public const string Gap = "gap";

    /// <summary>A field that the records of a source normally have is absent from all of them.</summary>
    public const string Schema = "schema";

    /// <summary>Records that must come again did not, or far fewer items came than usual.</summary>
    public const string Shrunken = "shrunken";

    /// <summary>No new record for far longer than usual.</summary>
    public const string Silent = "silent";

    /// <summary>A known item is not found.</summary>
    public const string Expect = "expect";

    /// <summary>A query was changed: what it gained and lost.</summary>
    public const string QueryChanged = "query-changed";

    /// <summary>The clock was ahead once.</summary>
    public const string Clock = "clock";

    /// <summary>Whether it happened and is over with the telling, rather than lasts until somebody finds it gone.</summary>
    public static bool IsEvent(string kind) => kind is QueryChanged or Clock;

    /// <summary>The counts of a run do not add up.</summary>
    public const string Unreconciled = "unreconciled";

    /// <summary>Mail is not taken: by whom, and why.</summary>
    public const string Mail = "mail";
}

/// <summary>What a commit found that the operator must know.</summary>
/// <param name="Kind">One of <see cref="AlarmKind"/>.</param>
/// <param name="Source">Empty where it concerns a watch on all sources.</param>
/// <param name="Key">What it is about, within kind and source: begins with the key of the query where it is about one.</param>
/// <param name="Watch">Null for a feed.</param>
/// <param name="Query">What was asked; null = nothing was.</param>
/// <param name="Text">What was seen, in one line.</param>
/// <param name="Since">Since when it is so, as far as known.</param>
internal sealed record AlarmCause(string Kind, string Source, string Key, string? Watch, string? Query, string Text, DateTimeOffset Since)
{
    /// <summary>More lines; null = none.</summary>
    public string? Detail { get; init; }

    /// <summary>Told only when it stood for <c>Operator:Patience</c>: an upstream that hiccups must not page.</summary>
    public bool Patient { get; init; }
}

/// <summary>An alarm as stored.</summary>
internal sealed record Alarm(long Id, AlarmCause Cause, DateTimeOffset Opened, DateTimeOffset LastSeen, DateTimeOffset? Closed, string? Told, string? ToldClosed)
{
    /// <summary>As one line, for people.</summary>
    public string Line => $"{Cause.Kind.ToUpperInvariant()}{(Cause.Source.Length > 0 ? $" {Cause.Source}" : "")}{(Cause.Watch is { } watch ? $" ({watch})" : "")}: {Cause.Text}";
}

/// <summary>The alarms: opened and closed by the commit that finds their cause, or finds it gone.</summary>
internal sealed class AlarmTable(Database database)
{
    private const string Columns =
        "id, kind, source, key, watch, query, text, detail, since, patient, opened, last_seen AS LastSeen, closed, told, told_closed AS ToldClosed";

    /// <summary>In place of a message id: there was no operator to mail, it stands in the log.</summary>
    public const string InLog = "log";

    /// <summary>A feed that will never show the stretch again: acknowledged by time. The gap itself stays in the coverage.</summary>
    private static readonly TimeSpan FeedGapStands = TimeSpan.FromDays(30);

    private const string Untold = "WHERE told IS NULL OR (told = 'log' AND closed IS NULL) OR (told_closed IS NULL AND closed IS NOT NULL) ORDER BY id";

    /// <summary>Opens an alarm; one that is open already is only seen again.</summary>
    public static Task OpenAsync(DbTransaction tx, AlarmCause cause, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO alarm (kind, source, key, watch, query, text, detail, since, patient, opened, last_seen)
            VALUES (@Kind, @Source, @Key, @Watch, @Query, @Text, @Detail, @Since, @Patient, @now, @now)
            ON CONFLICT (kind, source, key) WHERE closed IS NULL DO UPDATE SET text = excluded.text, detail = excluded.detail, last_seen = excluded.last_seen
            """,
            new { cause.Kind, cause.Source, cause.Key, cause.Watch, cause.Query, cause.Text, cause.Detail, Since = cause.Since.Ms(), cause.Patient, now = now.Ms() }, tx);

    /// <summary>Closes what is open of that kind, source and key.</summary>
    public static Task CloseAsync(DbTransaction tx, string kind, string source, string key, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync("UPDATE alarm SET closed = @now WHERE kind = @kind AND source = @source AND key = @key AND closed IS NULL",
            new { kind, source, key, now = now.Ms() }, tx);

    /// <summary>Closes what is open of that kind, without a source, under one of these keys.</summary>
    public static Task CloseAsync(DbTransaction tx, string kind, IReadOnlyList<string> keys, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync($"UPDATE alarm SET closed = @now WHERE kind = @kind AND source = '' AND {Dialect.Of(tx).In("key", "keys")} AND closed IS NULL", // non-null: open
            new { kind, keys = keys.ToArray(), now = now.Ms() }, tx);

    public static Task CloseAsync(DbTransaction tx, IEnumerable<Alarm> alarms, DateTimeOffset now) =>
        ManyRows.ChangeAsync(tx, "UPDATE alarm SET closed = g.now FROM given g WHERE alarm.id = g.id AND closed IS NULL", alarms.Select(a => new { a.Id, Now = now.Ms() }));

    /// <summary>The open ones about a query of a source, of every kind.</summary>
    public static async Task<IReadOnlyList<Alarm>> OfQueryAsync(DbTransaction tx, string source, string queryKey) =>
        await ReadAsync(tx.Connection!, tx, "WHERE closed IS NULL AND source = @source AND key >= @queryKey AND key < @queryKey || '~'", new { source, queryKey }); // non-null: open

    /// <summary>The open ones, oldest first.</summary>
    public Task<IReadOnlyList<Alarm>> OpenAsync(CancellationToken ct) => database.ReadAsync(c => ReadAsync(c, null, "WHERE closed IS NULL ORDER BY id", new { }), ct);

    public static Task<IReadOnlyList<Alarm>> OpenAsync(DbTransaction tx) => ReadAsync(tx.Connection!, tx, "WHERE closed IS NULL ORDER BY id", new { }); // non-null: open

    /// <summary>Closes what no run can close any more: alarms about queries and watches that are asked no more, and old ones about what a feed did not show.</summary>
    /// <param name="source">Of which.</param>
    /// <param name="keys">Keys of the queries asked now.</param>
    /// <param name="expecting">Watches with known items.</param>
    /// <param name="now">The end of those.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ForgetAsync(string source, IReadOnlySet<string> keys, IReadOnlySet<string> expecting, DateTimeOffset now, CancellationToken ct)
    {
        bool Stale(Alarm a) => a.Cause.Source == source && (a.Cause.Kind == AlarmKind.Expect ? !expecting.Contains(a.Cause.Key)
            : !keys.Contains(a.Cause.Key.Split('/', '@')[0]) || (a.Cause is { Kind: AlarmKind.Gap, Patient: false } && now - a.Opened > FeedGapStands));
        var stale = (await OpenAsync(ct)).Where(Stale).ToList();
        if (stale.Count > 0) await database.WriteAsync(tx => CloseAsync(tx, stale, now), ct);
    }

    /// <summary>All there ever were, oldest first.</summary>
    public Task<IReadOnlyList<Alarm>> AllAsync(CancellationToken ct) => database.ReadAsync(c => ReadAsync(c, null, "ORDER BY id", new { }), ct);

    /// <summary>Those of which the operator does not know the opening (or knows it from the log only), or not the end.</summary>
    public static Task<IReadOnlyList<Alarm>> UntoldAsync(DbTransaction tx) => ReadAsync(tx.Connection!, tx, Untold, new { }); // non-null: open

    public Task<IReadOnlyList<Alarm>> UntoldAsync(CancellationToken ct) => database.ReadAsync(c => ReadAsync(c, null, Untold, new { }), ct);

    /// <summary>Notes which message told of the opening of these alarms, and of the end of those that have ended.</summary>
    public static Task ToldAsync(DbTransaction tx, IEnumerable<Alarm> alarms, string message) =>
        ManyRows.ChangeAsync(tx, """
            UPDATE alarm SET told = CASE WHEN told IS NULL OR told = 'log' THEN g.message ELSE told END,
                told_closed = CASE WHEN closed IS NULL THEN NULL ELSE coalesce(told_closed, g.message) END
            FROM given g WHERE alarm.id = g.id
            """, alarms.Select(a => new { a.Id, Message = message }));

    private static async Task<IReadOnlyList<Alarm>> ReadAsync(DbConnection c, DbTransaction? tx, string where, object args) =>
        [.. (await c.QueryAsync<Row>($"SELECT {Columns} FROM alarm {where}", args, tx)).Select(r => r.Alarm)];

    private sealed class Row
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public string Source { get; init; } = "";
        public string Key { get; init; } = "";
        public string? Watch { get; init; }
        public string? Query { get; init; }
        public string Text { get; init; } = "";
        public string? Detail { get; init; }
        public long Since { get; init; }
        public bool Patient { get; init; }
        public long Opened { get; init; }
        public long LastSeen { get; init; }
        public long? Closed { get; init; }
        public string? Told { get; init; }
        public string? ToldClosed { get; init; }

        public Alarm Alarm => new(
            Id, new AlarmCause(Kind, Source, Key, Watch, Query, Text, Since.At()) { Detail = Detail, Patient = Patient }, Opened.At(), LastSeen.At(), Closed.At(), Told, ToldClosed);
    }
}
