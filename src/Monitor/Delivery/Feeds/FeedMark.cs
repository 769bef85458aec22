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
        StateOf(last) is StateKind.Retracted or StateKind.Concern or StateKind.Withdrawn or StateKind.Reinstated && StateOf(last) is { } kind && !state.Is(kind);

    /// <summary>What a change makes of a report as long as nothing takes it back; null = it is over when it is told.</summary>
    public static StateKind? StateOf(RevisionType type) => type switch
    {
        RevisionType.Retracted => StateKind.Retracted,
        RevisionType.ExpressionOfConcern => StateKind.Concern,
        RevisionType.Deleted => StateKind.Withdrawn,
        RevisionType.Reinstated => StateKind.Reinstated,
        RevisionType.Corrected => StateKind.Corrected,
        RevisionType.Terminated => StateKind.Terminated,
        RevisionType.ResultsPosted => StateKind.ResultsPosted,
        _ => null,
    };
}
