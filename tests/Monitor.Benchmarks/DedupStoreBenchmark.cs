using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Polling.Reports;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Benchmarks;

/// <summary>
/// One record against many stored ones: its look-up with reading the candidates and deciding, beside a bare SELECT by the same keys in
/// the same run, with the plan; then the whole of taking it in, with its commit. In SQLite, in a file that is thrown away.
/// </summary>
internal static class DedupStoreBenchmark
{
    public const string Usage = "dedup-store [--records 1000000] [--asks 2000]";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var (count, asks) = (words.Number("--records", 1_000_000), words.Number("--asks", 2000));
        var folder = Directory.CreateTempSubdirectory("monitor-dedup-");
        try
        {
            using var database = new SqliteDatabase(Path.Combine(folder.FullName, "monitor.db"), TimeSpan.FromMinutes(1)) { Durable = false };
            await database.MigrateAsync(default);
            var records = new DedupWorld(1).Records(count + asks + 200).Select(Article);
            var (rest, keys, seconds) = await FillAsync(database, records, count, asks);
            Say($"{count} records with {keys} keys stored in {seconds:0} s, {new FileInfo(Path.Combine(folder.FullName, "monitor.db")).Length / 1e6:0} MB");
            await database.ReadAsync(c => AskAsync(c, [.. rest.Take(200)], quiet: true), default);
            await database.ReadAsync(c => AskAsync(c, [.. rest.Skip(200)], quiet: false), default);
            database.Durable = true;
            await TakeAsync(database, [.. rest.Skip(200).Take(200)]);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Documents, members and keys by the shortest way: this is about asking, not about filling.</summary>
    private static async Task<(List<Article> Left, int Keys, double Seconds)> FillAsync(SqliteDatabase database, IEnumerable<Article> records, int count, int asks)
    {
        var watch = Stopwatch.StartNew();
        var (rest, prints, keys) = (new List<Article>(), new List<Article>(), new List<(long Key, long N)>(count * 10));
        await database.WriteAsync(async tx =>
        {
            var connection = (SqliteConnection)tx.Connection!; // non-null: the transaction is open
            using var document = Prepared(connection, tx, "INSERT INTO mt_doc_article (id, data, mt_last_modified, mt_version, mt_dotnet_type) VALUES (@a, @b, '', '', '')", 2);
            using var index = Prepared(connection, tx, "INSERT INTO hit_index (n, id, kind, source, external_id, first_seen, last_changed) VALUES (@a, @b, 'article', 'synthetic', @b, 0, 0)", 2);
            using var member = Prepared(connection, tx, "INSERT INTO report_member (hit_id, n, report_id, place, pmid, keys, print, rules) VALUES (@a, @b, @a, 0, NULL, @c, 0, 1)", 3);
            var n = 0L;
            foreach (var article in records)
            {
                if (++n > count)
                {
                    rest.Add(article);
                    continue;
                }

                // One in three that are asked later is a second print of a stored one.
                if (n % Math.Max(1, count / asks) == 0) prints.Add(article with { Id = $"{article.Id}-again", ExternalId = $"{article.ExternalId}-again", Title = article.Title.ToUpperInvariant(), Journal = null });
                var own = BlockingKeys.Of(new CitationForm(Citation.Of(article)));
                foreach (var key in own) keys.Add((key, n));
                Run(document, article.Id, StoreJson.Write(article));
                Run(index, n, article.Id);
                Run(member, article.Id, n, ReportMember.Bytes(own));
            }

            keys.Sort();
            using var insert = Prepared(connection, tx, "INSERT OR IGNORE INTO report_key (key, paper, n) VALUES (@a, 0, @b)", 2);
            foreach (var (key, of) in CollectionsMarshal.AsSpan(keys)) Run(insert, key, of);
            await connection.ExecuteAsync("ANALYZE report_key", transaction: tx);
        }, default);
        return ([.. rest.Select((r, i) => i % 3 == 0 && i < prints.Count ? prints[i] : r)], keys.Count, watch.Elapsed.TotalSeconds);
    }

    private static async Task<int> AskAsync(System.Data.Common.DbConnection connection, List<Article> asked, bool quiet)
    {
        var (bare, whole, candidates, found) = (new Times(), new Times(), 0, 0);
        var question = "";
        foreach (var article in asked)
        {
            var keys = BlockingKeys.Of(new CitationForm(Citation.Of(article)));
            var select = $"SELECT n FROM report_key WHERE key IN ({string.Join(',', keys)})";
            question = ReportKeyTable.Question(keys, papers: true);
            if (bare.Count % 2 == 0) await bare.AddAsync(() => BareAsync(connection, select));
            await whole.AddAsync(async () =>
            {
                var form = new CitationForm(Citation.Of(article));
                var ids = (await ReportKeyTable.FindAsync(connection, null, BlockingKeys.Of(form), papers: true)).Select(k => k.HitId).Distinct(StringComparer.Ordinal).ToArray();
                var others = ids.Length == 0 ? [] : await HitDocuments.LoadAsync(connection, null, "article", ids);
                candidates += others.Count;
                found += others.Count(o => SameReport.Decide(form, new CitationForm(Citation.Of((Article)o))).Verdict == Verdict.Same);
            });
            if (bare.Count < whole.Count) await bare.AddAsync(() => BareAsync(connection, select));
        }

        if (quiet) return found;
        Say($"{asked.Count} records asked: {candidates} candidates, {found} the same");
        Say($"bare SELECT by the keys     {Line(bare)}");
        Say($"look-up with the decisions  {Line(whole)}");
        foreach (var step in await connection.QueryAsync("EXPLAIN QUERY PLAN " + question)) Console.WriteLine("    " + ((IDictionary<string, object>)step)["detail"]);
        return found;
    }

    /// <summary>A record as a run stores it: document, index, full text, keys, pairs, report, and the commit that waits for the disk.</summary>
    private static async Task TakeAsync(SqliteDatabase database, List<Article> records)
    {
        var (bare, whole) = (new Times(), new Times());
        foreach (var article in records)
        {
            await bare.AddAsync(() => database.WriteAsync(tx => HitTable.SaveAsync(tx, [article with { Id = article.Id + "-alone" }], Now), default));
            await whole.AddAsync(() => database.WriteAsync(async tx =>
            {
                await HitTable.SaveAsync(tx, [article], Now);
                await ReportKeeper.TakeAsync(tx, [article], Now);
            }, default));
        }

        Say($"stored, with its commit     {Line(bare)}");
        Say($"stored and put in a report  {Line(whole)}");
    }

    private static async Task BareAsync(System.Data.Common.DbConnection connection, string select)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Nothing but numbers of ours.
        command.CommandText = select;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) reader.GetInt64(0);
    }

    private static Article Article(Citation c) => new()
    {
        Id = c.Id, Source = "synthetic", ExternalId = c.Id, Title = c.Title!, Authors = [.. c.Authors.Select(a => new Author { Name = a })], // non-null: the world gives one
        Published = c.Year is { } year ? new PartialDate(year) : null, Journal = c.Journal, Volume = c.Volume, Pages = c.Pages,
    };

    private static SqliteCommand Prepared(SqliteConnection connection, System.Data.Common.DbTransaction tx, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction)tx;
#pragma warning disable CA2100 // Written above.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + "abc"[i] });
        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static string Line(Times times) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {times.At(500):0.000} ms  p99 {times.At(990):0.000} ms");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
