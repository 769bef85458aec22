using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Delivery.Feeds;

/// <summary>The word before a title, in a feed and on a page: what a report is now, and of other changes the last.</summary>
internal static class FeedMark
{
    /// <param name="state">What it is now: withdrawn, retracted, doubted stay before the title as long as they are so.</param>
    /// <param name="last">The last news of it.</param>
    public static string? Of(ReportState state, RevisionType last) =>
        state.Gravest?.Word ?? (IsOver(state, last) ? null : DigestItems.Mark(last));

    /// <summary>It was told so once, and is not so now.</summary>
    public static bool IsOver(ReportState state, RevisionType last) =>
        StateMark.After(last) is { } kind && kind is StateKind.Retracted or StateKind.Concern or StateKind.Withdrawn or StateKind.Reinstated && !state.Is(kind);
}
