using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure.Runs;
using Npgsql;

namespace Monitor.Benchmarks;

/// <summary>
/// One page and the count of a search among many hits, through the store and, in turn with it, by the barest SQL that answers the same question
/// on the same tables: the numbers of the newest twenty rows of the full-text table that hold the words, and how many hold them. Neither reads documents.
/// </summary>
internal sealed class SearchBenchmark(HitSearch search, DbConnection bare)
{
    public const string Usage = "search [--hits 1000000] [--asks 20] [--rounds 3] [--store FILE or CONNECTION: filled if it is empty, and kept]";

    private const int Size = 20;

    private readonly bool _server = bare is NpgsqlConnection;

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var (hits, asks, rounds) = (words.Number("--hits", 1_000_000), words.Number("--asks", 20), words.Number("--rounds", 3));
        if (words.Of("--store") is { } store)
        {
            await OnAsync(Open(store), hits, asks, rounds);
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("monitor-search-");
        try
        {
            await OnAsync(Open(Path.Combine(folder.FullName, "monitor.db")), hits, asks, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        using var cluster = PostgreSqlCluster.Start();
        await OnAsync(Open(cluster.ConnectionString), hits, asks, rounds);
        return 0;
    }

    /// <summary>The store in a file, or at a connection string.</summary>
    public static Database Open(string store) => store.Contains('=', StringComparison.Ordinal)
        ? PostgreSqlDatabase.At(store, null, TimeSpan.FromMinutes(5))
        : new SqliteDatabase(store, TimeSpan.FromMinutes(5));

    private static async Task OnAsync(Database database, int hits, int asks, int rounds)
    {
        using (database)
        {
            await FilledAsync(database, hits);
            await database.ReadAsync(async c => await new SearchBenchmark(new HitSearch(database, new HitTable(database)), c).RunAsync(asks, rounds), default);
        }
    }

    /// <summary>Fills a store that holds nothing.</summary>
    public static async Task FilledAsync(Database database, int hits)
    {
        database.Durable = false;
        await database.MigrateAsync(default);
        var stored = await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT coalesce(max(n), 0) FROM hit_index"), default);
        var watch = Stopwatch.StartNew();
        if (stored == 0) await new ManyHits().FillAsync(database, hits);
        database.Durable = true;
        Say($"{database.Name}: {(stored == 0 ? hits : stored)} hits, {(stored == 0 ? $"filled in {watch.Elapsed.TotalSeconds:0} s" : "as they were")}");
    }

    private async Task<int> RunAsync(int asks, int rounds)
    {
        var random = new Random(11);
        string Word(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"w{random.Next(from, to)}");
        List<string> Some(Func<string> question) => [.. Enumerable.Range(0, asks).Select(_ => question())];
        var (common, middle) = (Some(() => Word(0, 30)), Some(() => Word(100, 2000)));
        await MeasureAsync("rare word", Some(() => Word(20_000, 39_000)), rounds);
        await MeasureAsync("middling word", middle, rounds);
        await MeasureAsync("common word", common, rounds);
        await MeasureAsync("two words", Some(() => $"{Word(5, 200)} {Word(5, 200)}"), rounds);
        await MeasureAsync("truncated", Some(() => $"{Word(10, 400)}*"), rounds);
        await MeasureAsync("phrase", Some(() => $"\"{Word(0, 100)} {Word(0, 100)}\""), rounds);
        foreach (var (what, questions) in new[] { ("middling", middle), ("common", common) })
        {
            await MeasureAsync($"{what}, a kind", questions, rounds, new HitFilter { Kind = "trial" }, "hit_index i ON i.kind = 'trial' AND i.n");
            await MeasureAsync($"{what}, a design", questions, rounds, new HitFilter { Design = "rct" }, "hit_index i ON i.design = 'rct' AND i.n");
            await MeasureAsync($"{what}, a watch", questions, rounds, new HitFilter { Watch = "some" }, "hit_watch w ON w.watch = 'some' AND w.n");
            // The yardstick does not know reports: this shows what it costs to count each once.
            await MeasureAsync($"{what}, reports", questions, rounds, new HitFilter { OncePerReport = true });
        }

        return 0;
    }

    private async Task MeasureAsync(string what, List<string> questions, int rounds, HitFilter? filter = null, string? join = null)
    {
        var (ours, theirs, found) = (new Times(), new Times(), 0L);
        foreach (var question in questions)
        {
            var asked = (filter ?? new HitFilter()) with { Text = question, Size = Size };
            var (page, count, args) = Bare(asked, join);
            async Task BareAsync()
            {
                (await bare.QueryAsync<long>(page, args, commandTimeout: 600)).AsList();
                found += await bare.ExecuteScalarAsync<long>(count, args, commandTimeout: 600);
            }

            await search.PageAsync(asked, records: false, default);
            await BareAsync();
            for (var round = 0; round < rounds; round++)
            {
                if (round % 2 == 0) await theirs.AddAsync(BareAsync);
                await ours.AddAsync(() => search.PageAsync(asked, records: false, default));
                if (round % 2 == 1) await theirs.AddAsync(BareAsync);
            }
        }

        var ((o50, o95), (t50, t95)) = ((ours.At(500), ours.At(950)), (theirs.At(500), theirs.At(950)));
        Say($"{what,-22} {found / (questions.Count * (rounds + 1)),8} hits: store p50 {o50,9:0.00} p95 {o95,9:0.00} ms");
        Say($"{"",-37} bare  p50 {t50,9:0.00} p95 {t95,9:0.00} ms, ratio at p50 {o50 / t50:0.00}, at p95 {o95 / t95:0.00}");
    }

    private (string Page, string Count, DynamicParameters Args) Bare(HitFilter filter, string? join)
    {
        var args = new HitQuestion(filter, Dialect.Of(bare)).Args;
        var phrase = args.ParameterNames.Contains("phrase0") ? " AND t.text LIKE @phrase0" : "";
        var (n, holds) = _server ? ("t.n", $"t.words @@ CAST(@match AS tsquery){phrase}") : ("t.rowid", "hit_text MATCH @match");
        var from = $"FROM hit_text t{(join is null ? "" : $" JOIN {join} = {n}")} WHERE {holds}";
        return ($"SELECT {n} {from} ORDER BY {n} DESC LIMIT {Size}", $"SELECT count(*) {from}", args);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
