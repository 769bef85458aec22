using Monitor.Documents;

namespace Monitor.Admin.Studies;

/// <summary>Outcomes that a registration changed after the study had begun: the history that Monitor saw itself, of the registry's own text.</summary>
internal static class OutcomeChanges
{
    public static IEnumerable<Contradiction> Of(StudyMember member)
    {
        if (member.Hit is not Trial trial) yield break;
        var start = trial.Start;
        foreach (var revision in member.History)
        {
            // A start that moved meanwhile: what was known at the time counts, so the later date is asked.
            if (start is not { } began || DateOnly.FromDateTime(revision.At.UtcDateTime) <= began.Last) continue;
            foreach (var change in revision.Changes.Where(c => c.Field == "outcomes" && c.Old is not null))
            {
                yield return new Contradiction("outcomes", "changed-after-start", $"Outcomes were changed after the study had begun ({began}).",
                [
                    new Claim(change.Old!, trial.Id, trial.Source, trial.FirstSeen, "before"), // non-null: filtered just before
                    new Claim(change.New ?? "none in its place", trial.Id, trial.Source, revision.At, "after"),
                ]);
            }
        }
    }
}
