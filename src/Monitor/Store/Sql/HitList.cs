namespace Monitor.Store.Sql;

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

    /// <summary>Whether it leaves its report to another record, asked for one hit; null = all records are wanted.</summary>
    public required string? Yields { get; init; }

    /// <summary>The same, asked for all hits at once.</summary>
    public required string? YieldsAmongAll { get; init; }

    /// <summary>Everything that a hit must be.</summary>
    public IEnumerable<string> Conditions => Yields is null ? Where : [.. Where, $"NOT EXISTS (SELECT 1 FROM report_member r WHERE {Yields})"];

    /// <summary>How many there are. Those that yield are few among all, so they are counted and taken off.</summary>
    public string Count => YieldsAmongAll is null
        ? All
        : $"SELECT ({All}) - (SELECT count(*) FROM {From} CROSS JOIN report_member r{Sql([.. Where, YieldsAmongAll])})";

    private string All => $"SELECT count(*) FROM {From}{Sql(Where)}";

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
