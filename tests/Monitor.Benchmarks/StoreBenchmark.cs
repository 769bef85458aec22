using System.Diagnostics;
using System.Globalization;
using Dapper;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure.Runs;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Benchmarks;

/// <summary>
/// PostgreSQL: hits stored with all their index rows, beside the same documents by bare COPY and by a bare prepared insert.
/// </summary>
internal static class StoreBenchmark
{
    public const string Usage = "store [--hits 100000] [--rounds 3]";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var (hits, rounds) = (words.Number("--hits", 100_000), words.Number("--rounds", 3));
        if (PostgreSqlCluster.Binaries() is null)
        {
            Console.Error.WriteLine("PostgreSQL is not installed (Debian: postgresql).");
            return 1;
        }

        using var cluster = PostgreSqlCluster.Start();
        await using var bare = NpgsqlDataSource.Create(cluster.ConnectionString);
        using var database = PostgreSqlDatabase.At(cluster.ConnectionString, null, TimeSpan.FromMinutes(5));
        await database.MigrateAsync(default);
        await bare.OpenConnection().ExecuteAsync("CREATE TABLE bare (id varchar PRIMARY KEY, data jsonb NOT NULL, mt_last_modified timestamptz, mt_version uuid NOT NULL, mt_dotnet_type varchar)");
        await UpsertAsync(database, bare, [.. Words.Articles(hits, 180)], rounds);
        return 0;
    }

    private static async Task UpsertAsync(PostgreSqlDatabase database, NpgsqlDataSource bare, IReadOnlyList<Hit> hits, int rounds)
    {
        var rows = hits.Select(h => (h.Id, Json: StoreJson.Write(h))).ToList();
        var times = new List<(double Copy, double Insert, double Anew, double Again)>();
        for (var round = 0; round < rounds; round++)
        {
            await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("TRUNCATE mt_doc_article, hit_index, hit_text, hit_identifier, hit_watch", transaction: tx), default);
            var copy = await TimeAsync(() => CopyAsync(bare, rows));
            var insert = await TimeAsync(() => InsertAsync(bare, rows));
            var anew = await TimeAsync(() => database.WriteAsync(tx => HitTable.SaveAsync(tx, [.. hits], Now), default));
            times.Add((copy, insert, anew, await TimeAsync(() => database.WriteAsync(tx => HitTable.SaveAsync(tx, [.. hits], Now.AddDays(1)), default))));
        }

        Say($"{hits.Count} hits of {rows.Average(r => r.Json.Length):0} characters; medians of {rounds}");
        var (c, i) = (Median(times.Select(t => t.Copy)), Median(times.Select(t => t.Insert)));
        Say($"bare COPY, documents alone                {c,7:0.00} s");
        Say($"bare prepared insert, documents alone     {i,7:0.00} s   {i / c:0.00} x COPY");
        foreach (var (what, seconds) in ((string, double)[])[("the store, new: documents and index rows ", Median(times.Select(t => t.Anew))), ("the store, again: all of them known      ", Median(times.Select(t => t.Again)))])
        {
            Say($"{what} {seconds,7:0.00} s   {seconds / c:0.00} x COPY, {seconds / i:0.00} x prepared insert");
        }
    }

    private static async Task CopyAsync(NpgsqlDataSource bare, List<(string Id, string Json)> rows)
    {
        await using var connection = await bare.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE bare");
        await using var copy = await connection.BeginBinaryImportAsync("COPY bare FROM STDIN (FORMAT BINARY)");
        foreach (var (id, json) in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(id, NpgsqlDbType.Varchar);
            await copy.WriteAsync(json, NpgsqlDbType.Jsonb);
            await copy.WriteAsync(Now.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(Guid.CreateVersion7(Now), NpgsqlDbType.Uuid);
            await copy.WriteAsync("Article", NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }

    private static async Task InsertAsync(NpgsqlDataSource bare, List<(string Id, string Json)> rows)
    {
        await using var connection = await bare.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE bare");
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("INSERT INTO bare VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET data = excluded.data", connection, transaction);
        foreach (var type in (NpgsqlDbType[])[NpgsqlDbType.Varchar, NpgsqlDbType.Jsonb, NpgsqlDbType.TimestampTz, NpgsqlDbType.Uuid, NpgsqlDbType.Varchar]) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        await command.PrepareAsync();
        foreach (var (id, json) in rows)
        {
            (command.Parameters[0].Value, command.Parameters[1].Value, command.Parameters[2].Value) = (id, json, Now.UtcDateTime);
            (command.Parameters[3].Value, command.Parameters[4].Value) = (Guid.CreateVersion7(Now), "Article");
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Articles of words whose frequency falls as in running text (Zipf): w0 is the commonest of 40,000.</summary>
    private static class Words
    {
        public static IEnumerable<Hit> Articles(int count, int length)
        {
            var random = new Random(7);
            string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{(int)Math.Pow(40_000, random.NextDouble()) - 1}"));
            for (var i = 0; i < count; i++)
            {
                yield return new Article
                {
                    Id = $"bench:{i}", Source = "bench", ExternalId = $"{i}", Title = Text(12), Abstract = Text(length), Pmid = $"{i}", FirstSeen = Now.AddMinutes(i), LastChanged = Now,
                    Matches = [new Match { Watch = "bench" }],
                };
            }
        }
    }
}
