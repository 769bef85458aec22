namespace Monitor.Store.Sql;

/// <summary>Whether a hit, as a row <c>r</c> of its table of members, leaves its report to another record.</summary>
/// <param name="Table">Where its report stands.</param>
/// <param name="OfOne">Asked for one hit.</param>
/// <param name="AmongAll">The same, asked for all hits at once.</param>
internal sealed record Yield(string Table, string OfOne, string AmongAll);

/// <summary>Hits that pass a filter, as SQL; its parameters are those of the <see cref="HitQuestion"/>.</summary>
internal sealed record HitList
{
    public required string From { get; init; }

    /// <summary>All of them must hold.</summary>
    public required IReadOnlyList<string> Where { get; init; }

    /// <summary>The number of the hit.</summary>
    public required string Number { get; init; }

    /// <summary>What the best are found by, less first; null = newest first.</summary>
    public required string? Rank { get; init; }

    /// <summary>Where it leaves its report to another record; empty = all records are wanted.</summary>
    public required IReadOnlyList<Yield> Yields { get; init; }

    /// <summary>Everything that a hit must be.</summary>
    public IEnumerable<string> Conditions => [.. Where, .. Yields.Select(y => $"NOT EXISTS (SELECT 1 FROM {y.Table} r WHERE {y.OfOne})")];

    /// <summary>
    /// How many records pass, and how many of them are listed: those that yield are few among all, so they are counted and taken off.
    /// </summary>
    public string Count =>
        $"SELECT t.c, t.c{string.Concat(Yields.Select(y => $" - (SELECT count(*) FROM {From} CROSS JOIN {y.Table} r{Sql([.. Where, y.AmongAll])})"))} FROM ({All}) t";

    private string All => $"SELECT count(*) AS c FROM {From}{Sql(Where)}";

    /// <summary>The ids on a page, in their order.</summary>
    /// <param name="and">One more condition; null = none.</param>
    public string Page(string? and = null)
    {
        var (rank, best) = Rank is null ? ("", "") : ($", {Rank} AS rank", "p.rank, ");
        var where = Sql(and is null ? Conditions : Conditions.Append(and));
        var numbers = $"SELECT {Number} AS n{rank} FROM {From}{where} ORDER BY {(Rank is null ? "" : "rank, ")}n DESC LIMIT @take OFFSET @skip";
        // The ids are looked up for the page alone.
        return $"SELECT k.id FROM ({numbers}) p JOIN hit_index k ON k.n = p.n ORDER BY {best}p.n DESC";
    }

    private static string Sql(IEnumerable<string> conditions) => string.Join(" AND ", conditions) is { Length: > 0 } all ? $" WHERE {all}" : "";
}
