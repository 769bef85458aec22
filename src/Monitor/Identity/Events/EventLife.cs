using Monitor.Documents;

namespace Monitor.Identity.Events;

/// <summary>One moment in the life of an event.</summary>
/// <param name="Day">As precise as it is known.</param>
/// <param name="What">What happened, in a few words.</param>
/// <param name="Stated">The source states the day; false = it is the day on which Monitor saw it.</param>
/// <param name="Notices">Ids of the notices that it is told by.</param>
internal sealed record EventStep(PartialDate Day, string What, bool Stated, IReadOnlyList<string> Notices);

/// <summary>The life of an event, from what its notices state and how they changed: announced, recorded, classified, terminated; letter posted, removed, posted again, closed out. Pure.</summary>
internal static class EventLife
{
    /// <summary>Oldest first; what several notices tell alike is one moment.</summary>
    /// <param name="notices">Of one event.</param>
    /// <param name="revisions">Of each, oldest first.</param>
    public static IReadOnlyList<EventStep> Of(IEnumerable<Notice> notices, ILookup<string, Revision> revisions) =>
    [
        .. notices.SelectMany(n => Steps(n, [.. revisions[n.Id]]).Select((step, order) => (step, order)))
            .GroupBy(s => (s.step.Day, s.step.What, s.step.Stated))
            .Select(g => (Step: g.First().step with { Notices = [.. g.SelectMany(s => s.step.Notices).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] }, Order: g.Min(s => s.order)))
            .OrderBy(s => s.Step.Day.First).ThenBy(s => s.Order).ThenBy(s => s.Step.What, StringComparer.Ordinal).Select(s => s.Step),
    ];

    private static IEnumerable<EventStep> Steps(Notice notice, IReadOnlyList<Revision> revisions)
    {
        var steps = NoticeRoles.Of(notice) switch
        {
            NoticeRole.Record => Record(notice, revisions),
            NoticeRole.Letter => Letter(notice, revisions),
            _ => Page(notice, revisions),
        };
        return steps.Concat(revisions.Where(r => r.News).SelectMany(r => Changed(notice, r)));
    }

    private static IEnumerable<EventStep> Record(Notice n, IReadOnlyList<Revision> revisions)
    {
        if (n.Initiated is { } begun) yield return Stated(n, begun, "recall began");
        if (n.Published is { } day) yield return Stated(n, day, "recorded in the enforcement report");
        if (n.RecallClass?.StartsWith("Class", StringComparison.Ordinal) == true)
        {
            if (n.Classified is { } classified) yield return Stated(n, classified, $"classified: {n.RecallClass}");
            else if (revisions.LastOrDefault(r => r.Type == RevisionType.ClassAssigned) is { } seen) yield return Seen(n, seen, $"classified: {n.RecallClass}");
        }

        if (n.Terminated is { } end) yield return Stated(n, end, "recall terminated");
    }

    private static IEnumerable<EventStep> Letter(Notice n, IReadOnlyList<Revision> revisions)
    {
        if (n.Initiated is { } dated) yield return Stated(n, dated, "letter dated");
        if (Posted(n, revisions) is { } posted) yield return Stated(n, posted, "letter posted");
        if (n.Status is { } status && PartialDate.TryParse(status.Split(' ')[^1], out var day)) yield return Stated(n, day, status[..status.LastIndexOf(' ')]);
    }

    private static IEnumerable<EventStep> Page(Notice n, IReadOnlyList<Revision> revisions)
    {
        if (Posted(n, revisions) is { } posted) yield return Stated(n, posted, $"{Name(n)} posted");
    }

    /// <summary>The day of the first posting: a later one stands in the record by now.</summary>
    private static PartialDate? Posted(Notice n, IReadOnlyList<Revision> revisions) =>
        revisions.SelectMany(r => r.Changes).FirstOrDefault(c => c.Field == "published")?.Old is { } first ? PartialDate.ParseOrNull(first) : n.Published;

    private static IEnumerable<EventStep> Changed(Notice n, Revision revision)
    {
        switch (revision.Type)
        {
            case RevisionType.Deleted:
                yield return Seen(n, revision, "removed by the source");
                break;
            case RevisionType.Updated when revision.Changes.Any(c => c is { Field: "listed", New: "listed again" }):
                yield return revision.Changes.FirstOrDefault(c => c.Field == "published")?.New is { } day && PartialDate.ParseOrNull(day) is { } posted ? Stated(n, posted, "posted again") : Seen(n, revision, "posted again");
                break;
            case RevisionType.Updated:
                yield return Seen(n, revision,
                    $"changed: {string.Join(", ", revision.Changes.Select(c => ChangeText.Name(c.Field)).Distinct(StringComparer.Ordinal))}");
                break;
            case RevisionType.StatusChanged when NoticeRoles.Of(n) == NoticeRole.Record && revision.Changes.FirstOrDefault(c => c.Field == "status") is { New: { } status }:
                yield return Seen(n, revision, $"status: {status}");
                break;
        }
    }

    private static string Name(Notice n) => n.NoticeType switch
    {
        "press-release" => "press announcement",
        "safety-alert" => "MedWatch page",
        "recall" => "recall announcement",
        _ => n.NoticeType.Replace('-', ' '),
    };

    private static EventStep Stated(Notice n, PartialDate day, string what) => new(day, what, Stated: true, [n.Id]);

    private static EventStep Seen(Notice n, Revision revision, string what) => new(PartialDate.From(DateOnly.FromDateTime(revision.At.UtcDateTime)), what, Stated: false, [n.Id]);
}
