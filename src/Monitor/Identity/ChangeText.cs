using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>
/// A change in a reader's words, for mails, feeds, pages and the API alike: the name of the field and what it says, before and now;
/// whole sentences and entries, never pieces of them, and never twice the same.
/// </summary>
internal static class ChangeText
{
    /// <summary>A short value is told as <c>old -> new</c>; a text has a line before and one now.</summary>
    private const int Value = 60;

    /// <summary>As a change of a watch's context stands in a revision.</summary>
    private const string ByItsQuery = "by its query";

    /// <summary>What the field is called.</summary>
    public static string Name(string field) => field switch
    {
        "body" => "text",
        "recallClass" => "class",
        "whyStopped" => "why stopped",
        "enrollment" => "participants",
        "start" => "start of the study",
        "completion" => "completion of the study",
        "primaryCompletion" => "primary completion",
        "resultsPosted" => "results posted",
        "outcomes" => "outcome",
        "registryId" => "registry number",
        "published" => "date posted",
        "retracted" => "retraction",
        "RetractionIn" => "retraction notice",
        "PartialRetractionIn" => "retracted in part",
        "RetractedandRepublishedIn" => "retracted and republished",
        "ExpressionOfConcernIn" => "expression of concern",
        "ErratumIn" => "erratum",
        "CorrectedandRepublishedIn" => "corrected and republished",
        "CommentIn" => "comment",
        "UpdateIn" => "updated by",
        _ => field,
    };

    /// <summary>Nothing where both sides say the same.</summary>
    public static IEnumerable<string> Lines(FieldChange change)
    {
        var (old, now) = (Shown(change.Old), Shown(change.New));
        if (old is null && now is null) return [];
        var name = Name(change.Field);
        if (now == ByItsQuery) return [$"watch {change.Field}: was there as context, is found by the query itself now"];
        if (old is not null && now is not null)
        {
            if (old == now) return [];
            return IsValue(old) && IsValue(now) && !IsText(change.Field) ? [$"{name}: {old} -> {now}"] : [$"{name}, before: {old}", $"{name}, now: {now}"];
        }

        if (!IsText(change.Field)) return [old is null ? $"{name}: {now}" : $"{name}: {old} -> none"];
        return [old is null ? $"{name}, added: {now}" : $"{name}, taken out: {old}"];
    }

    /// <summary>All lines of a revision, each once.</summary>
    public static IEnumerable<string> Lines(Revision revision) => revision.Changes.SelectMany(Lines).Distinct(StringComparer.Ordinal);

    /// <summary>Fields whose value is a text.</summary>
    private static bool IsText(string field) => field is "body" or "product" or "reason" or "title" or "outcomes" or "abstract";

    private static bool IsValue(string text) => text.Length <= Value;

    private static string? Shown(string? text) => text is null ? null : CleanText.OneLine(SameText.Plain(text));
}
