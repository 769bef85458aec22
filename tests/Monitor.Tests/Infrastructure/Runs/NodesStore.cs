using Npgsql;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>What the nodes of a play left in their store, read as it is.</summary>
/// <param name="connectionString">Of the database; the play's schema is monitor_demo.</param>
internal sealed class NodesStore(string connectionString)
{
    private const string Schema = "monitor_demo";

    /// <summary>Keeps the play's schema, as SQL.</summary>
    /// <returns>What became of it.</returns>
    public Task<string> DumpAsync(string file) => PostgreSqlCluster.DumpAsync(connectionString, Schema, file);

    public async Task ClearAsync() => await RunAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE", "");

    /// <summary>Until every search was answered, or failed by a fault of the first hour, and no source is being polled, for some looks on end.</summary>
    public async Task FirstAnswersAsync(TimeSpan longest)
    {
        const string Open = """
            SELECT q.query_key FROM query_state q
            WHERE NOT EXISTS (SELECT 1 FROM coverage c WHERE c.query_key = q.query_key) AND NOT EXISTS (SELECT 1 FROM source_state s WHERE s.source = q.source AND s.failing_since IS NOT NULL)
            UNION ALL SELECT source FROM source_state WHERE lease_owner IS NOT NULL
            """;
        var until = TimeProvider.System.GetUtcNow() + longest;
        for (var quiet = 0; quiet < 10;)
        {
            if (TimeProvider.System.GetUtcNow() > until) throw new TimeoutException("not every search was answered");
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            quiet = (await RowsAsync("SELECT query_key FROM coverage")).Count > 0 && (await RowsAsync(Open)).Count == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>Whether a process holds a source or a message.</summary>
    public async Task<bool> HoldsAsync(int process) => (await RowsAsync($"""
        SELECT source FROM source_state WHERE lease_owner LIKE '%:{process}:%' UNION ALL SELECT id FROM message WHERE state = 'pending' AND claimed_by LIKE '%:{process}:%'
        """)).Count > 0;

    /// <summary>What is wrong with ledger and mails; empty = nothing.</summary>
    public IReadOnlyList<string> Wrong(string outbox)
    {
        var wrong = Rows("""
            SELECT a.source || ': run ' || a.id || ' (' || a.started || ' to ' || a.finished || ') and run ' || b.id || ' (' || b.started || ' to ' || b.finished || ') overlap'
            FROM poll a JOIN poll b ON a.source = b.source AND a.id < b.id AND a.started < b.finished AND b.started < a.finished
            """).ToList();
        wrong.AddRange(Rows("SELECT id || ': still ' || state FROM message WHERE state <> 'sent'"));
        var known = Rows("SELECT id FROM message").ToHashSet(StringComparer.Ordinal);
        // A mail that the store does not know was told, and will be told again under another Message-ID.
        wrong.AddRange(Directory.GetFiles(outbox, "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)).Where(id => !known.Contains(id)).Select(id => $"{id}: a mail that the store does not know"));
        wrong.AddRange(known.Where(id => !File.Exists(Path.Combine(outbox, id + ".eml"))).Select(id => $"{id}: sent, and no mail"));
        return wrong;
    }

    private List<string> Rows(string sql) => RowsAsync(sql).GetAwaiter().GetResult();

    private Task<List<string>> RowsAsync(string sql) => RunAsync(sql, Schema);

    private async Task<List<string>> RunAsync(string sql, string schema)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema, Pooling = false }.ToString());
        await connection.OpenAsync();
#pragma warning disable CA2100 // the text of a test
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
