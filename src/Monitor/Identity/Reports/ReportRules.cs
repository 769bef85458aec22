namespace Monitor.Identity.Reports;

/// <summary>Which rules decide whether two records are one report.</summary>
internal static class ReportRules
{
    /// <summary>
    /// To be raised with every change of a rule, of a key or of what a citation is made of: stored pairs are then decided again, and
    /// what is decided otherwise is listed for a person.
    /// </summary>
    public const int Number = 3;
}
