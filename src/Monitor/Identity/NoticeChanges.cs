using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>What changed in a regulator's notice: its class, its end, its words. Words that changed with a class or an end are told with it.</summary>
internal static class NoticeChanges
{
    public static List<Change> Of(Notice old, Notice now)
    {
        var changes = new List<Change>();
        if (!SameText.Are(old.RecallClass, now.RecallClass))
            changes.Add(new Change(RevisionType.ClassAssigned, [new FieldChange("recallClass", old.RecallClass, now.RecallClass)]));
        IReadOnlyList<FieldChange> status = SameText.Are(old.Status, now.Status) ? [] : [new FieldChange("status", old.Status, now.Status)];
        if (old.Terminated is null && now.Terminated is { } day) changes.Add(new Change(RevisionType.Terminated, [new FieldChange("terminated", null, day.ToString()), .. status]));
        else if (status.Count > 0) changes.Add(new Change(RevisionType.StatusChanged, status));

        var words = Words(old, now);
        if (words.Count == 0) return changes;
        if (changes.Count > 0) changes[0] = changes[0] with { Fields = [.. changes[0].Fields, .. words] };
        else changes.Add(new Change(RevisionType.Updated, words));
        return changes;
    }

    private static List<FieldChange> Words(Notice old, Notice now)
    {
        var product = Reworded("product", old.Product, now.Product);
        var fields = new List<FieldChange>();
        // The title of a recall is the beginning of its product.
        if (!SameText.Are(old.Title, now.Title) && product.Count == 0) fields.Add(new FieldChange("title", old.Title, now.Title));
        return [.. fields, .. Reworded("body", old.Body, now.Body), .. product, .. Reworded("reason", old.Reason, now.Reason)];
    }

    /// <summary>What was not known before, such as the page behind an item, is no change of the notice.</summary>
    private static IReadOnlyList<FieldChange> Reworded(string field, string? old, string? now) =>
        old is null || now is null || SameText.Are(old, now) ? [] : SentenceDiff.Of(field, old, now);
}
