using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Identity.Reports;
using Monitor.Store;
using Monitor.Store.Sql;
using Npgsql;

namespace Monitor.Benchmarks;

/// <summary>
/// A store with many hits, for measures of one question or one record against all of them: words whose frequency falls as in running text
/// (Zipf; <c>w0</c> is the commonest of 40,000), a third of the articles second prints of others, one hit in ten a trial. A hundred thousand
/// are different, the others are these again under other ids, because making them takes longer than storing them.
/// </summary>
internal sealed class ManyHits
{
    /// <summary>Of the abstract.</summary>
    private const int Words = 180;

    private const int Different = 100_000;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Designs = ["rct", "cohort", "case-report", "review", "in-vitro", "animal"];

    private readonly Random _random = new(7);

    /// <summary>What the store holds of one of the hits.</summary>
    private sealed record Made(HitRow Row, string Json, string Report, int Place, long[] Keys, long Print);

    /// <summary>Articles as they might come next, a third of them second prints of one another.</summary>
    public IEnumerable<Article> Next(int count) => new DedupWorld(2).Records(count).Select((c, i) => Article(c with { Id = c.Id.Replace("synthetic", "next", StringComparison.Ordinal) }, i));

    /// <summary>Fills an empty store by the shortest way: measured is what comes after.</summary>
    public async Task FillAsync(Database database, int count)
    {
        var made = Make(Math.Min(count, Different));
        IEnumerable<(Made Hit, long N, int Copy)> All() => Enumerable.Range(0, count).Select(i => (made[i % made.Count], i + 1L, i / made.Count));
        await database.WriteAsync(async tx =>
        {
            var words = tx.Connection is NpgsqlConnection ? await tx.Connection.ExecuteScalarAsync<string>("SELECT pg_get_indexdef(CAST('hit_text_words' AS regclass))", transaction: tx) : null;
            if (words is not null) await tx.Connection!.ExecuteAsync("DROP INDEX hit_text_words", transaction: tx); // non-null: the transaction is open
            foreach (var kind in (string[])["article", "trial"])
            {
                await RowsAsync(tx, $"mt_doc_{kind} (id, data, mt_last_modified, mt_version, mt_dotnet_type)", ["text", "jsonb", "timestamptz", "uuid", "text"],
                    All().Where(h => h.Hit.Row.Kind == kind).Select(h => (object?[])[Id(h.Hit.Row.Id, h.Copy), Json(h.Hit, h.Copy), Start.UtcDateTime, Guid.CreateVersion7(Start), (kind == "article" ? typeof(Article) : typeof(Trial)).FullName]));
            }

            await RowsAsync(tx, "hit_index (n, id, kind, source, external_id, published, first_seen, last_changed, design, facts)",
                ["bigint", "text", "text", "text", "text", "text", "bigint", "bigint", "text", "bigint"],
                All().Select(h => (object?[])[h.N, Id(h.Hit.Row.Id, h.Copy), h.Hit.Row.Kind, h.Hit.Row.Source, Id(h.Hit.Row.ExternalId, h.Copy), h.Hit.Row.Published, Start.AddMinutes(h.N).Ms(), Start.AddMinutes(h.N).Ms(), h.Hit.Row.Design, (long)h.Hit.Row.Facts]));
            await RowsAsync(tx, "hit_watch (hit_id, watch, n, upstream_only, since)", ["text", "text", "bigint", "boolean", "bigint"],
                All().SelectMany(h => h.Hit.Row.Watches.Select(w => (object?[])[Id(h.Hit.Row.Id, h.Copy), w.Watch, h.N, w.UpstreamOnly, 0L])));
            await RowsAsync(tx, "hit_identifier (scheme, value, hit_id)", ["text", "text", "text"],
                All().SelectMany(h => h.Hit.Row.Identifiers.Select(i => (object?[])[i.Scheme, Id(i.Value, h.Copy), Id(h.Hit.Row.Id, h.Copy)])));
            await RowsAsync(tx, "report_member (hit_id, n, report_id, place, keys, print, rules)", ["text", "bigint", "text", "bigint", "bytea", "bigint", "bigint"],
                All().Where(h => h.Hit.Keys.Length > 0).Select(h => (object?[])[Id(h.Hit.Row.Id, h.Copy), h.N, Id(h.Hit.Report, h.Copy), (long)h.Hit.Place, ReportMember.Bytes(h.Hit.Keys), h.Hit.Print, (long)ReportRules.Number]));
            await TextsAsync(tx, All().Select(h => (h.N, h.Hit.Row.Text)));
            var keys = All().SelectMany(h => h.Hit.Keys.Select(k => (Key: k + h.Copy, h.N))).ToArray();
            Array.Sort(keys);
            await RowsAsync(tx, "report_key (key, paper, n)", ["bigint", "boolean", "bigint"], keys.Distinct().Select(k => (object?[])[k.Key, false, k.N]));
            if (words is null) return;
            await tx.Connection!.ExecuteAsync(words, commandTimeout: 3600, transaction: tx); // non-null: as above
            await tx.Connection!.ExecuteAsync("SELECT setval(pg_get_serial_sequence('hit_index', 'n'), (SELECT max(n) FROM hit_index))", transaction: tx); // non-null: as above
        }, default);
        // As autovacuum would have done it by then.
        await database.ReadAsync(c => c.ExecuteAsync(c is NpgsqlConnection ? "VACUUM (ANALYZE)" : "PRAGMA wal_checkpoint(TRUNCATE)", commandTimeout: 3600), default);
    }

    private static string Id(string id, int copy) => copy == 0 ? id : $"{id}.{copy}";

    private static string Json(Made hit, int copy) => copy == 0 ? hit.Json : hit.Json.Replace(hit.Row.Id, Id(hit.Row.Id, copy), StringComparison.Ordinal);

    private List<Made> Make(int count)
    {
        var made = new List<Made>(count);
        var (report, place) = ("", 0);
        Citation? last = null;
        foreach (var citation in new DedupWorld(1).Records(count))
        {
            // The same paper again differs from the one before in what databases print differently, never in its pages.
            (report, place) = last is not null && last.Pages == citation.Pages && last.Volume == citation.Volume ? (report, place + 1) : (citation.Id, 0);
            last = citation;
            Hit hit = made.Count % 10 == 9 ? Trial(citation, made.Count) : Article(citation, made.Count);
            var said = hit is Article article ? Citation.Of(article) : null;
            made.Add(new Made(HitRow.Of(hit), StoreJson.Write(hit), report, place, said is null ? [] : BlockingKeys.Of(new CitationForm(said)), said is null ? 0 : CitationPrint.Of(said)));
        }

        return made;
    }

    private Article Article(Citation c, int i) => new()
    {
        Id = c.Id, Source = i % 8 == 7 ? "other" : "synthetic", ExternalId = c.Id, Title = c.Title!, Authors = [.. c.Authors.Select(a => new Author { Name = a })], // non-null: the world gives one
        Published = c.Year is { } year ? new PartialDate(year) : null, Journal = c.Journal, Volume = c.Volume, Pages = c.Pages, Abstract = Text(), FirstSeen = Start, LastChanged = Start,
        Matches = Matches(i), Tags = [new Tag { Name = StudyDesign.TagName, Value = Designs[i % Designs.Length], Rule = "bench" }],
    };

    private Trial Trial(Citation c, int i) => new()
    {
        Id = c.Id, Source = "registry", ExternalId = c.Id, RegistryId = $"NCT{i:00000000}", Title = c.Title!, // non-null: as above
        Published = c.Year is { } year ? new PartialDate(year) : null, Abstract = Text(), FirstSeen = Start, LastChanged = Start, Matches = Matches(i),
    };

    /// <summary>All belong to one watch, one in ten to another, one in a thousand to a third.</summary>
    private static Match[] Matches(int i) =>
        [new Match { Watch = "all" }, .. i % 10 == 3 ? [new Match { Watch = "some" }] : (Match[])[], .. i % 1000 == 5 ? [new Match { Watch = "few" }] : (Match[])[]];

    private string Text() => string.Join(' ', Enumerable.Range(0, Words).Select(_ => $"w{(int)Math.Pow(40_000, _random.NextDouble()) - 1}"));

    private static async Task RowsAsync(DbTransaction tx, string into, string[] types, IEnumerable<object?[]> rows)
    {
        if (tx.Connection is NpgsqlConnection server)
        {
            await using var copy = await server.BeginBinaryImportAsync($"COPY {into} FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                for (var i = 0; i < types.Length; i++)
                {
                    if (row[i] is { } value) await copy.WriteAsync(value, types[i]);
                    else await copy.WriteNullAsync();
                }
            }

            await copy.CompleteAsync();
            return;
        }

        using var insert = ((SqliteConnection)tx.Connection!).CreateCommand(); // non-null: the transaction is open
        insert.Transaction = (SqliteTransaction)tx;
#pragma warning disable CA2100 // Written above.
        insert.CommandText = $"INSERT INTO {into} VALUES ({string.Join(", ", types.Select((_, i) => $"@p{i}"))})";
#pragma warning restore CA2100
        var parameters = types.Select((_, i) => insert.Parameters.AddWithValue($"@p{i}", DBNull.Value)).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < types.Length; i++) parameters[i].Value = row[i] is Guid id ? id.ToString() : row[i] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }

    private static async Task TextsAsync(DbTransaction tx, IEnumerable<(long N, string Text)> texts)
    {
        if (tx.Connection is not NpgsqlConnection) await RowsAsync(tx, "hit_text (rowid, text)", ["bigint", "text"], texts.Select(t => (object?[])[t.N, t.Text]));
        else foreach (var part in texts.Chunk(2000)) await PostgreSqlDialect.SaveTextsAsync(tx, part);
    }
}
