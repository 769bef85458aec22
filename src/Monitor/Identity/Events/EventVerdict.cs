namespace Monitor.Identity.Events;

/// <summary>What is decided of two notices. A false merge tells a reader that a matter is known which is not: it is worse than a miss.</summary>
internal enum EventVerdict
{
    Different,

    /// <summary>Shown with its reasons; joins nothing.</summary>
    Maybe,

    /// <summary>One regulatory event.</summary>
    Same,
}

/// <summary>The decision on a pair, the same whichever comes first.</summary>
/// <param name="Verdict">What is decided.</param>
/// <param name="Rule">Which docs/decisions/023 explains.</param>
/// <param name="Evidence">What it rests on, for people.</param>
/// <param name="Score">0 to 1; orders decisions and makes none.</param>
/// <param name="HeldApart">No chain over other notices joins the two.</param>
internal sealed record EventDecision(EventVerdict Verdict, string Rule, string Evidence, double Score = 0, bool HeldApart = false)
{
    public static EventDecision Nothing { get; } = new(EventVerdict.Different, "nothing-in-common", "");

    public static EventDecision Same(string rule, double score, string evidence) => new(EventVerdict.Same, rule, evidence, score);

    public static EventDecision Maybe(string rule, double score, string evidence) => new(EventVerdict.Maybe, rule, evidence, score);

    public static EventDecision Apart(string rule, string evidence) => new(EventVerdict.Different, rule, evidence, HeldApart: true);

    /// <summary>Worth showing, and only a person could join them.</summary>
    public static EventDecision MaybeApart(string rule, string evidence) => new(EventVerdict.Maybe, rule, evidence, 0.3, HeldApart: true);
}

/// <summary>A decided pair, ids in ordinal order.</summary>
internal sealed record EventPair(string A, string B, EventDecision Decision);
