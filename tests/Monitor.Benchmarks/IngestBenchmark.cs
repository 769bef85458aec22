using System.Globalization;
using Dapper;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>
/// One record taken in as a run of one record does it, with everything that belongs to it and the commit that waits for the disk, against a
/// million stored hits; in turn with it, the barest transaction: one row changed, and its commit.
/// </summary>
internal static class IngestBenchmark
{
    public const string Usage = "ingest [--hits 1000000] [--records 1000] [--store FILE or CONNECTION: filled if it is empty, and kept]";

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var (hits, records) = (words.Number("--hits", 1_000_000), words.Number("--records", 1000));
        if (words.Of("--store") is { } store)
        {
            await OnAsync(SearchBenchmark.Open(store), hits, records);
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("monitor-ingest-");
        try
        {
            await OnAsync(SearchBenchmark.Open(Path.Combine(folder.FullName, "monitor.db")), hits, records);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        using var cluster = PostgreSqlCluster.Start(durable: true);
        await OnAsync(SearchBenchmark.Open(cluster.ConnectionString), hits, records);
        return 0;
    }

    private static async Task OnAsync(Database database, int hits, int records)
    {
        using (database)
        {
            await SearchBenchmark.FilledAsync(database, hits);
            var subscribers = new Subscribers(
                [new Watch { Name = "all", Title = "All", Query = "w0" }], [new Recipient { Id = "reader", Email = "reader@monitor.example", Watches = ["all"] }], []);
            var ingest = new Ingest(database, subscribers, TimeProvider.System);
            var (bare, whole) = (new Times(), new Times());
            var warm = records / 10;
            var run = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var (article, i) in new ManyHits().Next(records + warm).Select((a, i) => (a with { Id = $"{a.Id}-{run}", ExternalId = $"{a.ExternalId}-{run}" }, i)))
            {
                if (i == warm) (bare, whole) = (new Times(), new Times());
                await bare.AddAsync(() => OneRowAsync(database));
                await whole.AddAsync(() => ingest.CommitAsync(Batch(article), default));
            }

            Console.WriteLine($"a row and its commit     {Line(bare)}");
            Console.WriteLine($"a record and its commit  {Line(whole)}");
        }
    }

    private static Task OneRowAsync(Database database) => database.WriteAsync(tx => tx.Connection!.ExecuteAsync(
        "INSERT INTO heartbeat (id, tried) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET tried = heartbeat.tried + 1", transaction: tx), default); // non-null: the transaction is open

    private static IngestBatch Batch(Article article)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new IngestBatch
        {
            Source = article.Source, QueryKey = "bench", Poll = new Poll { Source = article.Source, Query = "w0", From = now, To = now, Outcome = PollOutcome.Ok, Started = now },
            Candidates = [new Candidate(article, [new WatchMatch("all", article.Matches, Quiet: false)])],
        };
    }

    private static string Line(Times times) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {times.At(500):0.00} ms  p95 {times.At(950):0.00} ms  p99 {times.At(990):0.00} ms  p99.9 {times.At(999):0.00} ms");
}
