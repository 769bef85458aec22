namespace Monitor.Evidence;

/// <summary>The rules by which facts are set, as one thing with a number.</summary>
internal static class RuleSet
{
    /// <summary>
    /// Raised with every change of a rule, a cue or a weight: stored hits whose facts were set by an earlier number are tagged
    /// anew at the next start, silently.
    /// </summary>
    public const int Number = 4;
}
