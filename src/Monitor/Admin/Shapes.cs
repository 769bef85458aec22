using System.ComponentModel;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Identity.Reports;
using Monitor.Polling;

namespace Monitor.Admin;

/// <summary>What the description of the API shows of a list; answers are composed without it.</summary>
internal sealed record ListShape<T>(IReadOnlyList<T> Items, int Total, int Page, int Size);

/// <summary>A list of hits.</summary>
internal sealed record HitListShape(
    IReadOnlyList<HitShape> Items,
    [property: Description("Items on all pages: reports, or records where by=record")] int Total,
    [property: Description("Records that pass the filters")] int Records,
    int Page, int Size);

/// <summary>A hit with its revisions, as the description shows it.</summary>
[Description("A stored document: what all kinds have in common. An article, a trial and a notice each have the facts of their kind beside these.")]
internal sealed record HitShape(
    string Id, string Source, string ExternalId, string Kind, string Title, string? Link, string? Published, DateTimeOffset FirstSeen, DateTimeOffset LastChanged,
    string? Abstract, IReadOnlyList<Match> Matches, IReadOnlyList<Tag> Tags, string? StudyId, int Format, IReadOnlyList<RevisionShape> Revisions,
    [property: Description("What its report (a paper with all its records), or the registration or notice, is now")] StateShape State,
    [property: Description("Of an article: id of the report it is a record of; its own where it stands alone. In answers to POST /api/query only where a record of it is stored")] string? ReportId,
    [property: Description("The other records of the report, with the rule that joined them")] IReadOnlyList<SameReportOf>? SameReport);

internal sealed record RevisionShape(long Seq, RevisionType Type, DateTimeOffset At, IReadOnlyList<FieldChange> Changes,
    bool News, [property: Description("The changes in a reader's words")] IReadOnlyList<string> Text)
{
    public static RevisionShape Of(Revision r) => new(r.Seq, r.Type, r.At, r.Changes, r.News, [.. ChangeText.Lines(r)]);
}

internal sealed record StateShape(
    [property: Description("The gravest first; empty = nothing that a reader must know")] IReadOnlyList<StateMark> Marks,
    [property: Description("Of a preprint that no paper came of: its newest version")] int? Version,
    [property: Description("Ids of stored notices and comments about the paper")] IReadOnlyList<string> Notices,
    [property: Description("Of a notice: id of the stored paper that it is about")] string? About)
{
    public static StateShape Of(ReportState state) => new(state.Marks, state.Version, [.. state.Notices.Select(n => n.Id)], state.About?.Id);
}

internal sealed record QueryShape(IReadOnlyList<SourceAnswer> Sources, IReadOnlyList<HitShape> Hits);

internal sealed record PollsShape(IReadOnlyList<Poll> Polls);

internal sealed record WindowShape(DateTimeOffset From, DateTimeOffset To);

internal sealed record GapShape(string Kind, DateTimeOffset From, DateTimeOffset To, string Reason, DateTimeOffset Opened, DateTimeOffset? Closed);

internal sealed record CoverageShape(
    string Source, string? Watch, string Query, string Key, bool Current,
    [property: Description("Why the source can never be asked it; null = it is asked")] string? NeverAsked, DateTimeOffset Started, DateTimeOffset NextDue,
    IReadOnlyList<WindowShape> Windows, IReadOnlyList<GapShape> Gaps);

internal sealed record AlarmShape(string Kind, string? Watch, string? Query, string Text, string? Detail, DateTimeOffset Since, DateTimeOffset Opened, DateTimeOffset LastSeen);

internal sealed record SourceShape(
    string Name, bool Enabled, string Schedule, string Health, string? LastOutcome, DateTimeOffset? LastSuccess, DateTimeOffset? FailingSince, string? LastError,
    int BackOffLevel, DateTimeOffset? NextAllowed, IReadOnlyList<AlarmShape> Alarms, IReadOnlyList<NeverAskedShape> NeverAsked);

[Description("A watch that the source can never be asked; an error where something is missed by it, or the watch names the source")]
internal sealed record NeverAskedShape(string Watch, string Reason, bool IsError);

internal sealed record SourcesShape(IReadOnlyList<SourceShape> Items, IReadOnlyList<AlarmShape> Alarms);

internal sealed record PreviewShape(string Recipient, bool Empty, string? Subject, string? Text, string? Html);
