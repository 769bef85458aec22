using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>A number of records stored silently, to be announced once.</summary>
/// <param name="Reason"><c>baseline</c> or <c>import</c>.</param>
/// <param name="Since">How far back it reached.</param>
internal sealed record QuietBatch(long Id, string Watch, string Source, string Reason, int Hits, DateTimeOffset? Since, DateTimeOffset At);

/// <summary>What was stored silently, and to whom it was announced.</summary>
internal static class QuietTable
{
    public static Task AddAsync(DbTransaction tx, QuietBatch batch) =>
        tx.Connection!.ExecuteAsync("INSERT INTO quiet_batch (watch, source, reason, hits, since, at) VALUES (@Watch, @Source, @Reason, @Hits, @Since, @At)",
            new { batch.Watch, batch.Source, batch.Reason, batch.Hits, Since = batch.Since.Ms(), At = batch.At.Ms() }, tx);

    public static async Task<IReadOnlyList<QuietBatch>> UnannouncedAsync(DbTransaction tx, string recipient) =>
        [.. (await tx.Connection!.QueryAsync<(long Id, string Watch, string Source, string Reason, int Hits, long? Since, long At)>("""
            SELECT id, watch, source, reason, hits, since, at FROM quiet_batch b
            WHERE NOT EXISTS (SELECT 1 FROM announced a WHERE a.recipient = @recipient AND a.batch_id = b.id) ORDER BY id
            """, new { recipient }, tx)).Select(r => new QuietBatch(r.Id, r.Watch, r.Source, r.Reason, r.Hits, r.Since.At(), r.At.At()))];

    /// <summary>How many reports the records of these batches are, by watch.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ReportsAsync(DbTransaction tx, IEnumerable<long> batches)
    {
        var reports = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var chunk in batches.Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<(string Watch, string Report)>($"""
                SELECT DISTINCT w.watch, {OneReport.IdOf("w.hit_id")} FROM quiet_batch b JOIN hit_watch w ON w.watch = b.watch AND w.since = b.at
                JOIN hit_index i ON i.id = w.hit_id AND i.source = b.source WHERE {Dialect.Of(tx).In("b.id", "chunk")}
                """, new { chunk }, tx); // non-null: the transaction is open
            foreach (var (watch, report) in rows) (reports.TryGetValue(watch, out var known) ? known : reports[watch] = new(StringComparer.Ordinal)).Add(report);
        }

        return reports.ToDictionary(r => r.Key, r => r.Value.Count, StringComparer.Ordinal);
    }

    public static Task AnnounceAsync(DbTransaction tx, string recipient, string messageId, IEnumerable<long> batches) =>
        ManyRows.InsertAsync(tx, "announced", batches.Select(batch => new { Recipient = recipient, BatchId = batch, MessageId = messageId }), "ON CONFLICT DO NOTHING");
}
