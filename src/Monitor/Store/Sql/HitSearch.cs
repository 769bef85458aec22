using Dapper;
using Monitor.Text;

namespace Monitor.Store.Sql;

/// <summary>Full text and filters over the stored hits.</summary>
internal sealed class HitSearch(Database database, HitTable hits)
{
    /// <summary>One page of the hits that pass the filter.</summary>
    public async Task<HitPage> FindAsync(HitFilter filter, CancellationToken ct)
    {
        var (where, args) = Where(filter);
        var order = Order(filter, args);
        args.Add("take", filter.Size);
        args.Add("skip", (filter.Page - 1) * (long)filter.Size);
        var (ids, total) = await database.ReadAsync(async c => (
            (await c.QueryAsync<string>($"SELECT i.id FROM hit_index i {where} ORDER BY {order} LIMIT @take OFFSET @skip", args)).AsList(),
            await c.ExecuteScalarAsync<int>($"SELECT count(*) FROM hit_index i {where}", args)), ct);
        return new HitPage(await hits.FindAsync(ids, ct), total);
    }

    /// <summary>Ids of all hits that pass the filter, in its order; its page is not asked.</summary>
    public Task<IReadOnlyList<string>> IdsAsync(HitFilter filter, CancellationToken ct)
    {
        var (where, args) = Where(filter);
        return database.ReadAsync<IReadOnlyList<string>>(async c => (await c.QueryAsync<string>($"SELECT i.id FROM hit_index i {where} ORDER BY {Order(filter, args)}", args)).AsList(), ct);
    }

    private static string Order(HitFilter filter, DynamicParameters args) =>
        filter.BestFirst && args.ParameterNames.Contains("match")
            ? "(SELECT rank FROM hit_text WHERE hit_text MATCH @match AND rowid = i.n), i.n DESC"
            : "i.first_seen DESC, i.published DESC, i.n DESC";

    /// <summary>The filter as a condition on <c>hit_index i</c>.</summary>
    internal static (string Where, DynamicParameters Args) Where(HitFilter filter)
    {
        var clauses = new List<string>();
        var args = new DynamicParameters();
        void Add(string clause, string name, object value)
        {
            clauses.Add(clause);
            args.Add(name, value);
        }

        if (filter.Source is { } source) Add("i.source = @source", "source", source);
        if (filter.Kind is { } kind) Add("i.kind = @kind", "kind", kind);
        if (filter.Design is { } design) Add("i.design = @design", "design", design);
        if (filter.Since is { } since) Add("i.first_seen >= @since", "since", since.Ms());
        if (filter.Until is { } until) Add("i.first_seen < @until", "until", until.Ms());
        if (filter.Watch is { } watch) Add("EXISTS (SELECT 1 FROM hit_watch w WHERE w.hit_id = i.id AND w.watch = @watch)", "watch", watch);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var identifier = "i.id IN (SELECT hit_id FROM hit_identifier WHERE value = @identifier)";
            args.Add("identifier", Identifier(filter.Text));
            var match = FullText(filter.Text);
            if (match is not null) args.Add("match", match);
            clauses.Add(match is null ? identifier : $"({identifier} OR i.n IN (SELECT rowid FROM hit_text WHERE hit_text MATCH @match))");
        }

        return (clauses.Count == 0 ? "" : "WHERE " + string.Join(" AND ", clauses), args);
    }

    private static string Identifier(string text)
    {
        var value = text.Trim().ToLowerInvariant();
        foreach (var prefix in (string[])["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "pmid:"])
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal)) return value[prefix.Length..].Trim();
        }

        return value;
    }

    /// <summary>The words as FTS5 asks for them: each in quotation marks, so that no character of a reader's text is an operator.</summary>
    private static string? FullText(string text)
    {
        var parts = new List<string>();
        foreach (var piece in Pieces(text))
        {
            var words = Folded.Tokens(piece).Select(t => t.Word).ToList();
            if (words.Count == 0) continue;
            var star = piece.EndsWith('*') ? " *" : "";
            // A hyphenated word is a phrase, as in the evaluator.
            parts.Add($"\"{string.Join(' ', words)}\"{star}");
        }

        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    /// <summary>What stands in quotation marks in one piece, all else cut at blanks.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var inside = false;
        foreach (var part in text.Split('"'))
        {
            if (inside) yield return part.Trim();
            else foreach (var word in part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) yield return word;
            inside = !inside;
        }
    }
}
