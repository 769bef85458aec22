namespace Monitor.Simulator.Generation;

/// <summary>A trial of the world: its texts, and what happens to it.</summary>
/// <param name="Matched">Exosome and hair words stand in titles, summaries, conditions, arms, interventions, outcomes or keywords.</param>
/// <param name="Title">Brief title, with slots.</param>
/// <param name="Condition">Condition.</param>
/// <param name="Intervention">Name of the intervention.</param>
/// <param name="Outcome">Primary outcome.</param>
/// <param name="Eligibility">Criteria: searched upstream, never a reason to match.</param>
/// <param name="Status">Status at first sight.</param>
/// <param name="Life">Changes during the simulated time, in order.</param>
/// <param name="Fresh">First posted during the simulated time.</param>
internal sealed record TrialRecipe(
    bool Matched, string Title, string Condition, string Intervention, string Outcome, string Eligibility,
    string Status, IReadOnlyList<TrialStep> Life, bool Fresh = false);

/// <summary>One change of a trial.</summary>
internal enum TrialStep
{
    Recruiting, Completed, Terminated, Withdrawn, Suspended, Enrolment, ResultsOut, Contact,
}
