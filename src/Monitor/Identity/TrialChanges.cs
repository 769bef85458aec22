using System.Globalization;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>
/// What changed in a registration. Status, results, enrolment, phase, outcomes, dates and a new number are news; contacts, wording and
/// the date of the last update alone are not.
/// </summary>
internal static class TrialChanges
{
    public static List<Change> Of(Trial old, Trial now)
    {
        var changes = new List<Change>();
        var facts = Facts(old, now);
        if (!SameText.Are(old.Status, now.Status))
        {
            var fields = new List<FieldChange> { new("status", old.Status, now.Status) };
            if (!SameText.Are(old.WhyStopped, now.WhyStopped)) fields.Add(new FieldChange("whyStopped", old.WhyStopped, now.WhyStopped));
            changes.Add(new Change(RevisionType.StatusChanged, [.. fields, .. facts]));
        }

        if (old.ResultsPosted is null && now.ResultsPosted is { } posted)
        {
            // What else came with them is told here, unless the status told it.
            IReadOnlyList<FieldChange> rest = changes.Count == 0 ? facts : [];
            changes.Add(new Change(RevisionType.ResultsPosted, [new FieldChange("resultsPosted", null, posted.ToString()), .. rest]));
        }

        if (changes.Count == 0 && !SameText.Are(old.WhyStopped, now.WhyStopped)) facts.Insert(0, new FieldChange("whyStopped", old.WhyStopped, now.WhyStopped));
        if (changes.Count == 0 && facts.Count > 0) changes.Add(new Change(RevisionType.Updated, facts));
        return changes;
    }

    private static List<FieldChange> Facts(Trial old, Trial now)
    {
        var facts = new List<FieldChange>();
        void Compare(string field, string? before, string? after)
        {
            if (!SameText.Are(before, after)) facts.Add(new FieldChange(field, before, after));
        }

        Compare("registryId", old.RegistryId, now.RegistryId);
        Compare("enrollment", old.Enrollment?.ToString(CultureInfo.InvariantCulture), now.Enrollment?.ToString(CultureInfo.InvariantCulture));
        if (!old.Phase.Order(StringComparer.Ordinal).SequenceEqual(now.Phase.Order(StringComparer.Ordinal)))
            Compare("phase", Joined(old.Phase), Joined(now.Phase));
        Compare("start", old.Start?.ToString(), now.Start?.ToString());
        Compare("completion", old.Completion?.ToString(), now.Completion?.ToString());
        // Hits stored before the date was read have none: that is no change of the study.
        if (old.PrimaryCompletion is not null) Compare("primaryCompletion", old.PrimaryCompletion?.ToString(), now.PrimaryCompletion?.ToString());
        if (old.ResultsPosted is not null) Compare("resultsPosted", old.ResultsPosted?.ToString(), now.ResultsPosted?.ToString());
        // Entry by entry: a study lists dozens of outcomes, and another order is no change.
        facts.AddRange(SentenceDiff.OfList("outcomes", old.Outcomes, now.Outcomes));
        return facts;
    }

    private static string? Joined(IReadOnlyList<string> parts) => parts.Count == 0 ? null : string.Join("; ", parts);
}
