using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Delivery.Alerts;

/// <summary>How alerts speak of the notices of one regulatory event. Pure.</summary>
internal static class EventNews
{
    /// <summary>More records than that are said by number and link.</summary>
    private const int MostRecords = 10;

    private const int Longest = 90;

    /// <summary>What kind of notice it is, as a reader calls it.</summary>
    public static string Name(Notice notice) => notice.NoticeType switch
    {
        "press-release" => "press announcement",
        "safety-alert" => "MedWatch page",
        "recall" when notice.EventId is not null => "enforcement record",
        "recall" => "recall announcement",
        "notice" => "notice",
        _ => notice.NoticeType.Replace('-', ' '),
    };

    /// <summary>What a further notice of an event is news of: <c>recall classified: Class I</c>.</summary>
    public static string News(Notice notice) => notice switch
    {
        { NoticeType: "recall", EventId: not null, Terminated: not null } => $"recall terminated{(IsClass(notice.RecallClass) ? $" ({notice.RecallClass})" : "")}",
        { NoticeType: "recall", EventId: not null, RecallClass: { } recall } when IsClass(recall) => $"recall classified: {recall}",
        { NoticeType: "recall", EventId: not null } => "recall recorded, not yet classified",
        { NoticeType: "warning-letter" } => "warning letter posted",
        { NoticeType: "untitled-letter" } => "untitled letter posted",
        _ => Name(notice),
    };

    /// <summary>The mark of a change, in words that are those of events where there are any.</summary>
    public static string? Mark(Revision revision) =>
        revision.Changes.Any(c => c is { Field: "listed", New: "listed again" }) ? "POSTED AGAIN"
        : revision.Changes.Any(c => c is { Field: "status", New: { } now } && now.StartsWith("close-out", StringComparison.Ordinal)) ? "CLOSED OUT"
        : DigestItems.Mark(revision.Type);

    /// <summary>The sentence that a follow-up begins with.</summary>
    /// <param name="items">Of one matter, with what was told of it before.</param>
    /// <param name="day">When that was.</param>
    public static string Lead(IReadOnlyList<AlertItem> items, string day)
    {
        var told = items[0].Event?.Told;
        var isOther = items.Any(i => i.Due.Revision.Type == RevisionType.New) || (told is not null && items.All(i => i.Due.Hit.Id != told.Id));
        var news = string.Join(", ", items.Select(i => News(i, isOther)).OfType<string>().Distinct(StringComparer.Ordinal).DefaultIfEmpty("ONE MORE"));
        return isOther
            ? $"{char.ToUpperInvariant(news[0])}{news[1..]} - same event as {(told is null ? "what" : $"the {Name(told)}")} you were sent on {day}."
            : $"{news}: what you were alerted of on {day} has changed.";
    }

    /// <summary>Why what is told now and what was told before are one event.</summary>
    public static IEnumerable<string> Why(IReadOnlyList<AlertItem> items)
    {
        if (items[0].Event is not { } known || !items.Any(i => i.Due.Revision.Type == RevisionType.New) || items[0].Before is null) yield break;
        if (known.Told is { } told) yield return $"You were sent: {told.Title}";
        if (known.Link is { } link) yield return $"One event by rule {link.Rule}: {link.Evidence}";
        else if (items[0].Due.Hit is Notice { EventId: { } number }) yield return $"One event by its number: {number}";
    }

    /// <summary>Each notice of the event that this mail tells of, where there are several.</summary>
    public static IEnumerable<string> Records(IReadOnlyList<AlertItem> items)
    {
        var notices = items.Select(i => i.Due.Hit).OfType<Notice>().DistinctBy(n => n.Id).ToList();
        if (notices.Count < 2) yield break;
        foreach (var notice in notices.Take(MostRecords)) yield return Record(notice);
        if (notices.Count > MostRecords) yield return $"and {notices.Count - MostRecords} more";
    }

    /// <summary>A class or an end is said as such where the reader knows of the event by another notice.</summary>
    private static string? News(AlertItem item, bool isOther) => (item.Due.Revision.Type, item.Due.Hit) switch
    {
        (RevisionType.New, Notice notice) => News(notice),
        (RevisionType.New, _) => null,
        (RevisionType.ClassAssigned or RevisionType.Terminated, Notice { NoticeType: "recall" } notice) when isOther => News(notice),
        _ => Mark(item.Due.Revision),
    };

    private static string Record(Notice notice)
    {
        var what = CleanText.OneLine(notice.Product) is { } product && notice.NoticeType == "recall" ? $"{notice.ExternalId} {product}" : $"{Name(notice)}: {notice.Title}";
        var facts = string.Join(", ", ((string?[])[notice.RecallClass, notice.Status]).OfType<string>());
        return facts.Length == 0 ? CleanText.Cut(what, Longest) : $"{CleanText.Cut(what, Longest)} ({facts})";
    }

    private static bool IsClass(string? recall) => recall?.StartsWith("Class ", StringComparison.Ordinal) == true;
}
