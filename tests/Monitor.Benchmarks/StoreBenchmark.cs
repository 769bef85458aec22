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
/// PostgreSQL: hits stored with all their index rows, beside the same documents by bare COPY and by a bare prepared insert;
/// then full text over many hits through the store, beside the bare SQL, with its plan.
/// </summary>
internal static class StoreBenchmark
{
    public const string Usage = "store [--hits 100000] [--search 1000000] [--rounds 3]";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Questions = ["w12 w40", "\"w3 w5\"", "w77*", "w31000", "w1 w2 w3"];

    public static async Task<int> RunAsync(string[] args)
    {
        var (hits, many, rounds) = (Number(args, "--hits", 100_000), Number(args, "--search", 1_000_000), Number(args, "--rounds", 3));
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
        await FillAsync(database, many);
        await SearchAsync(database, bare);
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

    /// <summary>The index on words is made at the end: this is about asking, not about filling.</summary>
    private static async Task FillAsync(PostgreSqlDatabase database, int many)
    {
        await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("TRUNCATE mt_doc_article, hit_index, hit_text, hit_identifier, hit_watch; DROP INDEX hit_text_words", transaction: tx), default);
        var seconds = await TimeAsync(async () =>
        {
            foreach (var part in Words.Articles(many, 30).Chunk(20_000)) await database.WriteAsync(tx => HitTable.SaveAsync(tx, part, Now), default);
            await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("CREATE INDEX hit_text_words ON hit_text USING gin (words)", commandTimeout: 1800, transaction: tx), default);
            await database.ReadAsync(c => c.ExecuteAsync("ANALYZE hit_index, hit_text", commandTimeout: 1800), default);
        });
        Say($"{many} hits filled in {seconds:0} s");
    }

    private static async Task SearchAsync(PostgreSqlDatabase database, NpgsqlDataSource bare)
    {
        var search = new HitSearch(database, new HitTable(database));
        await using var connection = await bare.OpenConnectionAsync();
        var dialect = await database.ReadAsync(c => Task.FromResult(Dialect.Of(c)), default);
        foreach (var question in Questions)
        {
            var (where, args) = HitSearch.Where(new HitFilter { Text = question }, dialect);
            var ours20 = $"SELECT i.id FROM hit_index i {where} ORDER BY i.first_seen DESC, i.published DESC NULLS LAST, i.n DESC LIMIT 20";
            // The shortest that answers the same question: no identifiers, no documents.
            var bareWhere = "t.words @@ CAST(@match AS tsquery)" + (args.ParameterNames.Contains("phrase0") ? " AND t.text LIKE @phrase0" : "");
            var page = $"SELECT i.id FROM hit_text t JOIN hit_index i ON i.n = t.n WHERE {bareWhere} ORDER BY i.first_seen DESC, i.n DESC LIMIT 20";
            var count = $"SELECT count(*) FROM hit_text t WHERE {bareWhere}";
            var (ours, theirs, found) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round < 15; round++)
            {
                theirs.Add(await TimeAsync(async () =>
                {
                    await connection.QueryAsync<string>(page, args);
                    await connection.ExecuteScalarAsync<int>(count, args);
                }));
                ours.Add(await TimeAsync(async () => found = (await search.FindAsync(new HitFilter { Text = question }, default)).Total));
            }

            var (o, t) = (Median(ours.Skip(3)), Median(theirs.Skip(3)));
            Say($"{question,-12} {found,8} hits: page and count through the store {o * 1000,8:0.0} ms, the bare SQL {t * 1000,8:0.0} ms, ratio {o / t:0.00}");
            foreach (var line in await connection.QueryAsync<string>("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + ours20, args)) Console.WriteLine("    " + line);
        }
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

    private static int Number(string[] args, string option, int otherwise) =>
        Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : otherwise;

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
