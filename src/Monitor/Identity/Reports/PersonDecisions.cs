using System.Collections.Immutable;

namespace Monitor.Identity.Reports;

/// <summary>Two records by id, in ordinal order.</summary>
internal readonly record struct IdPair
{
    public IdPair(string a, string b) => (A, B) = string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);

    public string A { get; }

    public string B { get; }
}

/// <summary>
/// What people decided on pairs of records; it outweighs every rule. Immutable. Merging and splitting the same pair undo each
/// other, in either order, so that a decision can be taken back without a trace in the groups.
/// </summary>
internal sealed record PersonDecisions
{
    public static PersonDecisions None { get; } = new();

    /// <summary>Pairs that a person joined where no rule did.</summary>
    public ImmutableHashSet<IdPair> Joined { get; private init; } = [];

    /// <summary>Pairs that a person parted where a rule had joined them.</summary>
    public ImmutableHashSet<IdPair> Parted { get; private init; } = [];

    /// <summary>The two are one report: an earlier split of the pair is taken back, or a join is recorded.</summary>
    /// <exception cref="ArgumentException">A record is not merged with itself.</exception>
    public PersonDecisions Merge(string a, string b)
    {
        var pair = Pair(a, b);
        return Parted.Contains(pair) ? this with { Parted = Parted.Remove(pair) } : this with { Joined = Joined.Add(pair) };
    }

    /// <summary>The two are not one report: an earlier merge of the pair is taken back, or a hold is recorded.</summary>
    /// <exception cref="ArgumentException">A record is not split from itself.</exception>
    public PersonDecisions Split(string a, string b)
    {
        var pair = Pair(a, b);
        return Joined.Contains(pair) ? this with { Joined = Joined.Remove(pair) } : this with { Parted = Parted.Add(pair) };
    }

    private static IdPair Pair(string a, string b) => a == b ? throw new ArgumentException("A pair is two records.", nameof(b)) : new IdPair(a, b);
}
