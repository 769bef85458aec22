using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Stored hits by the identifiers that they bear: PMID, DOI, PMCID, registry numbers, their own id.</summary>
internal sealed class HitIdentifiers(Database database, HitTable hits)
{
    /// <summary>Those that bear one of these, in the order of their ids; a DOI of a congress may be borne by hundreds.</summary>
    /// <param name="values">As stored: trimmed, in lower case.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<IReadOnlyList<Hit>> FindAsync(IReadOnlyCollection<string> values, int most, CancellationToken ct)
    {
        string[] asked = [.. values.Select(v => StoredText.Of(v.Trim().ToLowerInvariant())).Distinct(StringComparer.Ordinal)];
        if (asked.Length == 0) return [];
        var ids = await database.ReadAsync(
            async c => (await c.QueryAsync<string>($"SELECT DISTINCT h.hit_id FROM hit_identifier h WHERE {Dialect.Of(c).In("h.value", "asked")} ORDER BY h.hit_id LIMIT @most", new { asked, most })).AsList(), ct);
        return await hits.FindAsync(ids, ct);
    }
}
