using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>How far one file was imported.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Md5">Of its bytes: another content under the same name is another file.</param>
/// <param name="Scope">What was kept of it; a file read for other watches is read again.</param>
/// <param name="Size">Bytes of the file.</param>
/// <param name="Items">Records, deletions and unreadable records stored so far, in the order of the file.</param>
/// <param name="Started">When it was first begun.</param>
/// <param name="Finished">When its end was reached; null before.</param>
internal sealed record ImportPlace(
    string Name, string Md5, string Scope, long Size, int Items, int Records, int Deleted, int Quarantined, DateTimeOffset Started, DateTimeOffset? Finished);

/// <summary>The places that imports have reached; written in the transaction that stores what stands before them.</summary>
internal sealed class ImportTable(Database database)
{
    public Task<ImportPlace?> FindAsync(string name, string md5, string scope, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(long Size, int Items, int Records, int Deleted, int Quarantined, long Started, long? Finished)>("""
            SELECT size, items, records, deleted, quarantined, started, finished FROM import_file WHERE name = @name AND md5 = @md5 AND scope = @scope
            """, new { name, md5, scope }))
            .Select(r => new ImportPlace(name, md5, scope, r.Size, r.Items, r.Records, r.Deleted, r.Quarantined, r.Started.At(), r.Finished.At())).FirstOrDefault(), ct);

    public Task SaveAsync(ImportPlace place, CancellationToken ct) => database.WriteAsync(tx => SaveAsync(tx, place), ct);

    public static Task SaveAsync(DbTransaction tx, ImportPlace place) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO import_file (name, md5, scope, size, items, records, deleted, quarantined, started, finished)
            VALUES (@Name, @Md5, @Scope, @Size, @Items, @Records, @Deleted, @Quarantined, @started, @finished)
            ON CONFLICT (name, md5, scope) DO UPDATE SET items = excluded.items, records = excluded.records, deleted = excluded.deleted,
                quarantined = excluded.quarantined, started = excluded.started, finished = excluded.finished
            """, // non-null: the transaction is open
            new
            {
                place.Name, place.Md5, place.Scope, place.Size, place.Items, place.Records, place.Deleted, place.Quarantined,
                started = place.Started.Ms(), finished = place.Finished.Ms(),
            }, tx);
}
