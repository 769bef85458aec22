namespace Monitor.Identity.Reports;

/// <summary>What is decided of two records. A missed duplicate costs a reader seconds, a false merge hides a paper for ever.</summary>
internal enum Verdict
{
    Different,

    /// <summary>Neither can be said by rule: it goes on the list for a person, and nothing is merged.</summary>
    ToPerson,

    /// <summary>One report.</summary>
    Same,
}

/// <summary>Why: a rule, and what it saw in either record.</summary>
/// <param name="Rule">Name of the rule, which docs/decisions/020 explains.</param>
/// <param name="Left">The value in the first record.</param>
/// <param name="Right">The value in the second record.</param>
internal sealed record Reason(string Rule, string? Left, string? Right);

/// <summary>The decision on a pair, which is the same whichever record comes first (but for the sides of the reasons).</summary>
/// <param name="Verdict">What is decided.</param>
/// <param name="Score">0 to 1: how much of what both state agrees. It orders decisions, it does not make them.</param>
/// <param name="HeldApart">A rule holds the two apart: no chain over other records may join them.</param>
/// <param name="Reasons">The deciding rule first, then what was compared.</param>
internal sealed record PairDecision(Verdict Verdict, double Score, bool HeldApart, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Both are versions of one report: a preprint and its journal article.</summary>
    public bool Versions { get; init; }

    /// <summary>Different, and so much alike that the pair is kept with its reasons.</summary>
    public bool Kept { get; init; }
}
