using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>What changed in a regulator's notice: its class, its end, its words.</summary>
internal static class NoticeChanges
{
    public static List<Change> Of(Notice old, Notice now)
    {
        var changes = new List<Change>();
        if (old.RecallClass != now.RecallClass) changes.Add(new Change(RevisionType.ClassAssigned, [new FieldChange("recallClass", old.RecallClass, now.RecallClass)]));
        IReadOnlyList<FieldChange> status = old.Status == now.Status ? [] : [new FieldChange("status", old.Status, now.Status)];
        if (old.Terminated is null && now.Terminated is { } day) changes.Add(new Change(RevisionType.Terminated, [new FieldChange("terminated", null, day.ToString()), .. status]));
        else if (status.Count > 0) changes.Add(new Change(RevisionType.StatusChanged, status));
        if (changes.Count > 0) return changes;

        var fields = new List<FieldChange>();
        if (Words(old.Title) != Words(now.Title)) fields.Add(new FieldChange("title", old.Title, now.Title));
        if (Reworded(old.Body, now.Body)) fields.AddRange(SentenceDiff.Of("body", old.Body ?? "", now.Body ?? ""));
        if (Reworded(old.Product, now.Product) && Words(old.Title) == Words(now.Title)) fields.Add(new FieldChange("product", old.Product, now.Product));
        if (Reworded(old.Reason, now.Reason)) fields.Add(new FieldChange("reason", old.Reason, now.Reason));
        if (fields.Count > 0) changes.Add(new Change(RevisionType.Updated, fields));
        return changes;
    }

    /// <summary>What was not known before, such as the page behind an item, is no change of the notice.</summary>
    private static bool Reworded(string? old, string? now) => old is not null && now is not null && Words(old) != Words(now);

    private static string Words(string? text) => text is null ? "" : Folded.Line(text);
}
