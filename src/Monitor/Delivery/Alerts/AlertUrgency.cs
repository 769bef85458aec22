using Monitor.Documents;
using Monitor.Evidence.Waiting;

namespace Monitor.Delivery.Alerts;

/// <summary>
/// What a due revision is to one watch: what mails at once, or null. A safety watch mails whatever does not show that it may
/// wait, a watch of studies what its <see cref="Watch.Immediate"/> names; a trial that stopped for harm is told by both. Pure.
/// </summary>
internal static class AlertUrgency
{
    public static string? Of(DueItem due, AlertHistory history, Watch watch)
    {
        if (watch.IsDigestOnly) return null;
        if (due.Hit is Trial trial && IsStop(due.Revision, history) && TrialStop.IsForHarm(trial)) return AlertKinds.StoppedForHarm;
        if (Ended(due, history, watch) is { } ended) return ended;
        if (watch.IsSafety) return OfSafety(due, watch);
        return IsFirst(due.Revision, watch) ? Named(watch, AlertKinds.Of(due.Hit)) : null;
    }

    private static string? OfSafety(DueItem due, Watch watch) => due.Hit switch
    {
        Notice when due.Revision.Type == RevisionType.New => AlertKinds.Notice,
        Notice => OfNoticeChange(due.Revision),
        // A correction or a letter may tell of a harm that its paper did not.
        Article when due.Notice is { } notice => MayWait.Of(notice, watch.MayWait) is null ? AlertKinds.Report : null,
        Article article when MayWait.Of(article, watch.MayWait) is null => OfReport(article, due.Revision, watch),
        _ => null,
    };

    private static string? OfReport(Article article, Revision revision, Watch watch) =>
        IsFirst(revision, watch) ? AlertKinds.DesignOf(article) ?? AlertKinds.Report
        : IsReread(revision) && HarmTold.Of(article) is { People: not null } ? AlertKinds.NewHarm
        : null;

    private static string? OfNoticeChange(Revision revision)
    {
        if (revision.Changes.Any(c => c is { Field: "recallClass", New: "Class I" })) return AlertKinds.ClassOne;
        return revision.Type == RevisionType.Updated && revision.Changes.Any(c => HarmTold.IsNew(c.Old, c.New)) ? AlertKinds.NewHarm : null;
    }

    /// <summary>The end of trust in what was sent; of papers and notices a safety watch tells it where they were silent, too.</summary>
    private static string? Ended(DueItem due, AlertHistory history, Watch watch) =>
        !due.Revision.EndsTrust || (history.Sent is null && (due.Hit is Trial || !watch.IsSafety)) ? null
        : watch.IsSafety ? AlertKinds.Retraction : Named(watch, AlertKinds.Retraction);

    private static string? Named(Watch watch, string? kind) =>
        kind is not null && watch.Immediate.Contains(kind, StringComparer.Ordinal) ? kind : null;

    /// <summary>A trial that is met stopped is news of that; one that was stored silently is not.</summary>
    private static bool IsStop(Revision revision, AlertHistory history) =>
        revision.Type == RevisionType.New ? !history.Quiet : revision.Changes.Any(c => c.Field is "status" or "whyStopped");

    /// <summary>New, or moved from the watch's context to its query proper.</summary>
    private static bool IsFirst(Revision revision, Watch watch) =>
        revision.Type == RevisionType.New || revision.Changes.Any(c => c.Field == watch.Name && c.New == "by its query");

    /// <summary>Its words are others now: the abstract came, or a new title or version.</summary>
    private static bool IsReread(Revision revision) => revision.Changes.Any(c => c.Field is "abstract" or "title" or "version");
}
