using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>How often records lack a field.</summary>
/// <param name="Records">Records seen for the first time.</param>
/// <param name="Absent">Those of them without the field.</param>
/// <param name="Reread">Records seen again that had the field before.</param>
/// <param name="Lost">Those of them that have it no more.</param>
internal sealed record FieldHabit(long Records, long Absent, long Reread, long Lost)
{
    public static FieldHabit None { get; } = new(0, 0, 0, 0);
}

/// <summary>A record of an answer, as far as the next answer is compared with it.</summary>
/// <param name="Id">External id.</param>
/// <param name="Dated">The day that the upstream's window goes by; null = unknown, or not a whole day.</param>
/// <param name="Absent">The relied fields that it lacked; null = none.</param>
/// <param name="Rejected">It did not match here: an upstream that widens a query today and not tomorrow loses nothing by that.</param>
internal sealed record AnsweredRecord(string Id, DateOnly? Dated, IReadOnlyList<string>? Absent, bool Rejected = false);

/// <summary>What the answers to one query are like.</summary>
internal sealed record AnswerHabit
{
    /// <summary>Of the last complete answer.</summary>
    public IReadOnlyList<AnsweredRecord> Records { get; init; } = [];

    /// <summary>Numbers of items of the last answers, oldest first.</summary>
    public IReadOnlyList<int> Counts { get; init; } = [];

    /// <summary>Records that had to come again, over all answers.</summary>
    public long Expected { get; init; }

    /// <summary>Those of them that did not.</summary>
    public long Vanished { get; init; }

    /// <summary>How often an answer brought something new, after the first.</summary>
    public long Arrivals { get; init; }

    public DateTimeOffset? FirstArrival { get; init; }
    public DateTimeOffset? LastArrival { get; init; }

    /// <summary>Between two arrivals.</summary>
    public TimeSpan Longest { get; init; }
}

/// <summary>The habits of upstreams, learnt from complete answers: what an alarm about a source is measured against.</summary>
internal static class HabitTable
{
    /// <summary>Key of the sum over all queries of a source.</summary>
    public const string WholeSource = "";

    /// <summary>Null = this query was never answered.</summary>
    public static async Task<AnswerHabit?> AnswerAsync(DbTransaction tx, string source, string queryKey)
    {
        var rows = await tx.Connection!.QueryAsync<(string Records, string Counts, long Expected, long Vanished, long Arrivals, long? First, long? Last, long Longest)>("""
            SELECT records, counts, expected, vanished, arrivals, first_arrival, last_arrival, longest FROM answer_habit WHERE source = @source AND query_key = @queryKey
            """, new { source, queryKey }, tx); // non-null: the transaction is open
        return rows.Select(r => new AnswerHabit
        {
            Records = StoreJson.Read<IReadOnlyList<AnsweredRecord>>(r.Records), Counts = StoreJson.Read<IReadOnlyList<int>>(r.Counts),
            Expected = r.Expected, Vanished = r.Vanished, Arrivals = r.Arrivals, FirstArrival = r.First.At(), LastArrival = r.Last.At(),
            Longest = TimeSpan.FromMilliseconds(r.Longest),
        }).FirstOrDefault();
    }

    /// <summary>How often records that must come again vanish, over all queries of a source.</summary>
    public static async Task<(long Expected, long Vanished)> VanishedAsync(DbTransaction tx, string source) =>
        (await tx.Connection!.QueryAsync<(long, long)>( // non-null: the transaction is open
            "SELECT CAST(coalesce(sum(expected), 0) AS bigint), CAST(coalesce(sum(vanished), 0) AS bigint) FROM answer_habit WHERE source = @source", new { source }, tx)).Single();

    public static Task SaveAsync(DbTransaction tx, string source, string queryKey, AnswerHabit h) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO answer_habit (source, query_key, records, counts, expected, vanished, arrivals, first_arrival, last_arrival, longest)
            VALUES (@source, @queryKey, @Records, @Counts, @Expected, @Vanished, @Arrivals, @First, @Last, @Longest)
            ON CONFLICT (source, query_key) DO UPDATE SET records = excluded.records, counts = excluded.counts, expected = excluded.expected, vanished = excluded.vanished,
                arrivals = excluded.arrivals, first_arrival = excluded.first_arrival, last_arrival = excluded.last_arrival, longest = excluded.longest
            """,
            new
            {
                source, queryKey, Records = StoreJson.Write(h.Records), Counts = StoreJson.Write(h.Counts), h.Expected, h.Vanished, h.Arrivals,
                First = h.FirstArrival.Ms(), Last = h.LastArrival.Ms(), Longest = (long)h.Longest.TotalMilliseconds,
            }, tx);

    /// <summary>Of a query (or <see cref="WholeSource"/>), by field.</summary>
    public static async Task<Dictionary<string, FieldHabit>> FieldsAsync(DbTransaction tx, string source, string queryKey) =>
        (await tx.Connection!.QueryAsync<(string Field, long Records, long Absent, long Reread, long Lost)>(
            "SELECT field, records, absent, reread, lost FROM field_habit WHERE source = @source AND query_key = @queryKey", new { source, queryKey }, tx)) // non-null: open
            .ToDictionary(r => r.Field, r => new FieldHabit(r.Records, r.Absent, r.Reread, r.Lost), StringComparer.Ordinal);

    /// <summary>Adds to the counts of a query, and to those of its source.</summary>
    public static Task LearnAsync(DbTransaction tx, string source, string queryKey, IReadOnlyDictionary<string, FieldHabit> seen) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO field_habit (source, query_key, field, records, absent, reread, lost) VALUES (@source, @key, @Field, @Records, @Absent, @Reread, @Lost)
            ON CONFLICT (source, query_key, field) DO UPDATE SET records = field_habit.records + excluded.records, absent = field_habit.absent + excluded.absent,
                reread = field_habit.reread + excluded.reread, lost = field_habit.lost + excluded.lost
            """,
            seen.Where(s => s.Value != FieldHabit.None).SelectMany(s => new[] { queryKey, WholeSource }.Select(key =>
                new { source, key, Field = s.Key, s.Value.Records, s.Value.Absent, s.Value.Reread, s.Value.Lost })), tx);
}
