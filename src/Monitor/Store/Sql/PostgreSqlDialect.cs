using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>PostgreSQL: full text by tsvector, lists as arrays, a batch of rows in one statement per table.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    /// <summary>A lexeme may have 2,046 bytes; of longer words the index holds the beginning, and the text itself decides.</summary>
    private const int LongestWord = 500;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public PostgreSqlDialect(IDocuments documents) => Documents = documents;

    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public override string In(string column, string parameter) => $"{column} = ANY(@{parameter})";

    /// <summary>The index finds texts that hold all words; phrases, of which a tsvector knows the first 256 places only, are looked up in the text.</summary>
    public override TextMatch MatchOf(IReadOnlyList<Phrase> phrases, DynamicParameters args)
    {
        var words = phrases.SelectMany(p => p.Words.Select((w, i) => $"'{Lexeme(w)}'{(p.Truncated && i == p.Words.Count - 1 ? ":*" : "")}"));
        args.Add("match", string.Join(" & ", words.Distinct(StringComparer.Ordinal)));
        var beside = new List<string>();
        foreach (var phrase in phrases.Where(p => p.Words.Count > 1 || p.Words[0].Length >= LongestWord - 1))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"phrase{beside.Count}");
            args.Add(name, $"% {string.Join(' ', phrase.Words)}{(phrase.Truncated ? "" : " ")}%");
            beside.Add(name);
        }

        return new TextMatch(
            "n",
            t => $"{t}.words @@ CAST(@match AS tsquery){string.Concat(beside.Select(name => $" AND {t}.text LIKE @{name}"))}",
            t => $"-ts_rank({t}.words, CAST(@match AS tsquery))");
    }

    public override Task<FoundIds?> FindAsync(DbConnection connection, HitQuestion question, PageOf page) =>
        PostgreSqlSearch.FindAsync(connection, question, page);

    public override async Task<int> RunAsync(DbTransaction tx, string once, string each, ManyRows.Columns columns, object[] rows)
    {
        if (rows.Length == 0) return 0;
        await using var command = tx.Connection!.CreateCommand(); // non-null: the transaction is open
        (command.Transaction, command.CommandText) = (tx, once);
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (ManyRows.Columns.Name(i), columns.Values(rows, i));
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }

    public override async Task<IReadOnlyDictionary<string, long>> SaveIndexAsync(DbTransaction tx, IReadOnlyList<HitRow> rows)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var numbers = (await connection.QueryAsync<(string Id, long N)>("""
            INSERT INTO hit_index (id, kind, source, external_id, published, first_seen, last_changed, design, facts)
            SELECT * FROM unnest(@ids, @kinds, @sources, @externals, @published, @first, @last, @designs, @facts)
            ON CONFLICT (id) DO UPDATE SET published = excluded.published, last_changed = excluded.last_changed, design = excluded.design, facts = excluded.facts
            RETURNING id, n
            """, new
        {
            ids = rows.Select(r => r.Id).ToArray(), kinds = rows.Select(r => r.Kind).ToArray(), sources = rows.Select(r => r.Source).ToArray(),
            externals = rows.Select(r => r.ExternalId).ToArray(),
            published = rows.Select(r => r.Published).ToArray(), first = rows.Select(r => r.FirstSeen).ToArray(), last = rows.Select(r => r.LastChanged).ToArray(),
            designs = rows.Select(r => r.Design).ToArray(), facts = rows.Select(r => (long)r.Facts).ToArray(),
        }, tx)).ToDictionary(r => r.Id, r => r.N, StringComparer.Ordinal);
        await SaveTextsAsync(tx, [.. rows.Select(r => (numbers[r.Id], r.Text))]);
        return numbers;
    }

    /// <summary>Stores what full-text search looks in, by the numbers of the hits.</summary>
    public static Task SaveTextsAsync(DbTransaction tx, IReadOnlyList<(long N, string Text)> texts) => tx.Connection!.ExecuteAsync("""
        INSERT INTO hit_text (n, text, words) SELECT u.n, u.text, CAST(u.words AS tsvector) FROM unnest(@numbers, @texts, @words) AS u(n, text, words)
        ON CONFLICT (n) DO UPDATE SET text = excluded.text, words = excluded.words WHERE hit_text.text <> excluded.text
        """, new { numbers = texts.Select(t => t.N).ToArray(), texts = texts.Select(t => $" {t.Text} ").ToArray(), words = texts.Select(t => Words(t.Text)).ToArray() }, tx); // non-null: open

    /// <summary>Never half a surrogate pair, which no text column takes.</summary>
    private static string Lexeme(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];

    /// <summary>The words with their places, as a tsvector is written: the server's own parser would cut them otherwise.</summary>
    private static string Words(string text)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var place = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            place++;
            if (!places.TryGetValue(Lexeme(word), out var list)) places[Lexeme(word)] = list = [];
            if (list.Count < 255) list.Add(Math.Min(place, 16383));
        }

        return string.Join(' ', places.Select(p => $"'{p.Key}':{string.Join(',', p.Value.Distinct())}"));
    }
}
