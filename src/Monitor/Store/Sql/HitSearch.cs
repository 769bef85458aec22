using Dapper;

namespace Monitor.Store.Sql;

/// <summary>Full text and filters over the stored hits.</summary>
internal sealed class HitSearch(Database database, HitTable hits)
{
    /// <summary>One page of the hits that pass the filter.</summary>
    public async Task<HitPage> FindAsync(HitFilter filter, CancellationToken ct)
    {
        var (ids, total) = await database.ReadAsync(async c =>
        {
            var (where, args) = Where(filter, Dialect.Of(c));
            args.Add("take", filter.Size);
            args.Add("skip", (filter.Page - 1) * (long)filter.Size);
            return (
                (await c.QueryAsync<string>($"SELECT i.id FROM hit_index i {where} ORDER BY {Order(filter, args, Dialect.Of(c))} LIMIT @take OFFSET @skip", args)).AsList(),
                await c.ExecuteScalarAsync<int>($"SELECT count(*) FROM hit_index i {where}", args));
        }, ct);
        return new HitPage(await hits.FindAsync(ids, ct), total);
    }

    /// <summary>Ids of all hits that pass the filter, in its order; its page is not asked.</summary>
    public Task<IReadOnlyList<string>> IdsAsync(HitFilter filter, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(async c =>
        {
            var (where, args) = Where(filter, Dialect.Of(c));
            return (await c.QueryAsync<string>($"SELECT i.id FROM hit_index i {where} ORDER BY {Order(filter, args, Dialect.Of(c))}", args)).AsList();
        }, ct);

    private static string Order(HitFilter filter, DynamicParameters args, Dialect dialect) =>
        filter.BestFirst && args.ParameterNames.Contains("match") ? dialect.BestFirst : "i.first_seen DESC, i.published DESC NULLS LAST, i.n DESC";

    /// <summary>The filter as a condition on <c>hit_index i</c>.</summary>
    internal static (string Where, DynamicParameters Args) Where(HitFilter filter, Dialect dialect)
    {
        var args = new DynamicParameters();
        var clauses = Clauses(filter, dialect, args, "i");
        if (filter.OncePerReport)
        {
            var better = string.Concat(Clauses(filter, dialect, args, "j").Select(c => " AND " + c));
            clauses.Add($"""
                NOT EXISTS (SELECT 1 FROM report_member m JOIN report_member o ON o.report_id = m.report_id AND o.place < m.place JOIN hit_index j ON j.id = o.hit_id
                WHERE m.hit_id = i.id AND m.place > 0{better})
                """);
        }

        return (clauses.Count == 0 ? "" : "WHERE " + string.Join(" AND ", clauses), args);
    }

    private static List<string> Clauses(HitFilter filter, Dialect dialect, DynamicParameters args, string i)
    {
        var clauses = new List<string>();
        void Add(string clause, string name, object value)
        {
            clauses.Add(clause);
            args.Add(name, value is string text ? StoredText.Of(text) : value);
        }

        if (filter.Source is { } source) Add($"{i}.source = @source", "source", source);
        if (filter.Kind is { } kind) Add($"{i}.kind = @kind", "kind", kind);
        if (filter.Design is { } design) Add($"{i}.design = @design", "design", design);
        if (filter.Since is { } since) Add($"{i}.first_seen >= @since", "since", since.Ms());
        if (filter.Until is { } until) Add($"{i}.first_seen < @until", "until", until.Ms());
        if (filter.Watch is { } watch) Add($"EXISTS (SELECT 1 FROM hit_watch w WHERE w.hit_id = {i}.id AND w.watch = @watch)", "watch", watch);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            args.Add("identifier", StoredText.Of(Identifier(filter.Text)));
            var phrases = FullText.Of(filter.Text);
            // One list of numbers, not two conditions: with OR both engines look at every hit.
            var named = "SELECT x.n FROM hit_identifier h JOIN hit_index x ON x.id = h.hit_id WHERE h.value = @identifier";
            clauses.Add(phrases.Count == 0 ? $"{i}.n IN ({named})" : $"{i}.n IN ({named} UNION {dialect.NumbersOf(phrases, args)})");
        }

        return clauses;
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
}
