using System.Data.Common;
using System.IO.Compression;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>Answers as received: addressed by content, compressed, whole.</summary>
internal sealed class PayloadTable(Database database)
{
    /// <summary>Keeps an answer; the same content is kept once and counts as received again.</summary>
    public static Task KeepAsync(DbTransaction tx, string hash, string address, string? contentType, byte[] content, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO payload (hash, address, content_type, received, size, content)
            VALUES (@hash, @address, @contentType, @received, @size, @packed)
            ON CONFLICT (hash) DO UPDATE SET received = excluded.received
            """, new { hash, address, contentType, received = now.Ms(), size = content.Length, packed = Pack(content) }, tx);

    /// <summary>The content, or null when it is not (or no longer) kept.</summary>
    public Task<byte[]?> ReadAsync(string hash, CancellationToken ct) =>
        database.ReadAsync(async c =>
            await c.ExecuteScalarAsync<byte[]?>("SELECT content FROM payload WHERE hash = @hash", new { hash }) is { } packed ? Unpack(packed) : null, ct);

    /// <summary>Forgets answers older than a day count, and the oldest beyond a total size of the compressed content.</summary>
    public static async Task ForgetAsync(DbTransaction tx, DateTimeOffset before, long maxBytes)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await connection.ExecuteAsync("DELETE FROM payload WHERE received < @before", new { before = before.Ms() }, tx);
        await connection.ExecuteAsync("""
            DELETE FROM payload WHERE hash IN (
                SELECT hash FROM (SELECT hash, sum(length(content)) OVER (ORDER BY received DESC, hash) AS total FROM payload) AS sized
                WHERE total > @maxBytes)
            """, new { maxBytes }, tx);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
