using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One report with news on the first page.</summary>
/// <param name="Hit">The record that speaks for it.</param>
/// <param name="State">What the report is now.</param>
/// <param name="Type">What happened last.</param>
/// <param name="Notices">Of a regulatory event how many notices it has; 0 for all else.</param>
internal sealed record NewsLine(Hit Hit, ReportState State, RevisionType Type, DateTimeOffset At, int Notices);

/// <summary>How one source is.</summary>
/// <param name="Health">In a word or two.</param>
/// <param name="Bad">Whether that word is bad news.</param>
/// <param name="NextDue">Null = switched off, or nothing to ask.</param>
/// <param name="Alarms">The open ones.</param>
internal sealed record SourceLine(string Name, string Health, bool Bad, SourceState? State, DateTimeOffset? NextDue, IReadOnlyList<Alarm> Alarms)
{
    /// <summary>Until when it is left alone; null = it is not.</summary>
    public DateTimeOffset? BackOff { get; init; }
}

/// <summary>The first page.</summary>
/// <param name="Start">What is said before anything was found; null = the usual page.</param>
/// <param name="Missed">What could not be looked at, in words.</param>
internal sealed record OverviewModel(
    FrameModel Frame, DateTimeOffset Now, Holdings Holdings, string? Start, IReadOnlyList<PlotRow> Plot, IReadOnlyList<DayOfNews> Days,
    IReadOnlyList<NewsLine> News, IReadOnlyList<SourceLine> Sources, IReadOnlyList<string> Missed)
{
    /// <summary>Days that the plot shows.</summary>
    public const int Span = 60;

    /// <summary>Days of which the news is listed.</summary>
    public const int Recent = 14;
}
