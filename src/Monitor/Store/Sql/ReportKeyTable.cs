using System.Data.Common;
using System.Globalization;

namespace Monitor.Store.Sql;

/// <summary>The keys under which a stored article is looked up; only numbers, so that a batch of them is one statement.</summary>
internal static class ReportKeyTable
{
    private const int Rows = 500;

    /// <summary>Stores keys of records by their numbers.</summary>
    public static Task AddAsync(DbTransaction tx, IEnumerable<RecordKey> keys) => ManyRows.InsertAsync(tx, "report_key", keys, "ON CONFLICT DO NOTHING");

    /// <summary>Takes away keys that a record has no more.</summary>
    public static Task RemoveAsync(DbTransaction tx, IEnumerable<RecordKey> keys) =>
        ManyRows.ChangeAsync(tx, "DELETE FROM report_key WHERE (key, paper, n) IN (SELECT key, paper, n FROM given)", keys);

    /// <summary>The records that stand under these keys.</summary>
    /// <param name="connection">Where to ask.</param>
    /// <param name="tx">Null = none is open.</param>
    /// <param name="keys">Of any number of records.</param>
    /// <param name="papers">False leaves out those whose PMID names one paper.</param>
    public static async Task<IReadOnlyList<KeyedRecord>> FindAsync(DbConnection connection, DbTransaction? tx, IEnumerable<long> keys, bool papers)
    {
        var found = new List<KeyedRecord>();
        foreach (var chunk in keys.Distinct().Chunk(Rows))
        {
            await using var command = Command(connection, tx, Question(chunk, papers));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) found.Add(new KeyedRecord(reader.GetInt64(0), reader.GetString(1), await reader.IsDBNullAsync(2) ? null : reader.GetString(2)));
        }

        return found;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? tx, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = tx;
#pragma warning disable CA2100 // Nothing but numbers of ours is written into it.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>The one statement of a look-up. Its numbers are ours, and written out: a parameter each would cost more than the search.</summary>
    internal static string Question(IEnumerable<long> keys, bool papers) =>
        $"SELECT k.key, m.hit_id, m.pmid FROM report_key k JOIN report_member m ON m.n = k.n WHERE k.key IN ({string.Join(',', keys.Select(k => k.ToString(CultureInfo.InvariantCulture)))}){(papers ? "" : " AND k.paper = FALSE")}";
}

/// <summary>One key of one record.</summary>
/// <param name="Key">As blocking makes it.</param>
/// <param name="Paper">The record has a PMID that names one paper.</param>
/// <param name="N">Number of the record in the index.</param>
internal sealed record RecordKey(long Key, bool Paper, long N);

/// <summary>A record under one of its keys.</summary>
/// <param name="Key">Which.</param>
/// <param name="HitId">The record.</param>
/// <param name="Pmid">Its PMID where that names one paper.</param>
internal sealed record KeyedRecord(long Key, string HitId, string? Pmid);
