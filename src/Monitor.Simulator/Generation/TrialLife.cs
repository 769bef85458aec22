using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>What a step does to a trial, and what kind of event it is.</summary>
internal static class TrialLife
{
    public static (TrialContent Content, string Type) Apply(TrialContent trial, TrialStep step, Rng rng) => step switch
    {
        TrialStep.Recruiting => (trial with { Status = "RECRUITING" }, WorldEventTypes.StatusChanged),
        TrialStep.Completed => (trial with { Status = "COMPLETED" }, WorldEventTypes.StatusChanged),
        TrialStep.Terminated => (Stopped(trial, "TERMINATED", rng), WorldEventTypes.StatusChanged),
        TrialStep.Withdrawn => (Stopped(trial, "WITHDRAWN", rng), WorldEventTypes.StatusChanged),
        TrialStep.Suspended => (Stopped(trial, "SUSPENDED", rng), WorldEventTypes.StatusChanged),
        TrialStep.Enrolment => (trial with { Enrollment = rng.Between(250, 400), EnrollmentActual = true }, WorldEventTypes.Updated),
        TrialStep.ResultsOut => (trial, WorldEventTypes.ResultsPosted),
        _ => (trial with { Contact = "Second Study Desk" }, WorldEventTypes.Cosmetic),
    };

    private static TrialContent Stopped(TrialContent trial, string status, Rng rng) => trial with
    {
        Status = status,
        WhyStopped = rng.Pick(["Slow recruitment", "The (invented) sponsor ran out of funds", "Product not available", "Decision of the example ethics board"]),
    };
}
