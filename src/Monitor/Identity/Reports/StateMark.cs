using System.Text.Json.Serialization;
using Monitor.Documents;

namespace Monitor.Identity.Reports;

/// <summary>What is so of a paper, a registration or a notice now; the names are those of the API, the gravest first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StateKind>))]
internal enum StateKind
{
    /// <summary>Taken back by its authors, editors or publisher.</summary>
    [JsonStringEnumMemberName("retracted")] Retracted,

    /// <summary>No source shows it any more.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn,
    [JsonStringEnumMemberName("expression-of-concern")] Concern,
    [JsonStringEnumMemberName("retracted-in-part")] RetractedInPart,

    /// <summary>A registered study that will not be finished as planned.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,
    [JsonStringEnumMemberName("corrected")] Corrected,
    [JsonStringEnumMemberName("reinstated")] Reinstated,

    /// <summary>The record is the notice that takes another paper back; likewise the next three.</summary>
    [JsonStringEnumMemberName("retraction-notice")] RetractionNotice,
    [JsonStringEnumMemberName("concern-notice")] ConcernNotice,
    [JsonStringEnumMemberName("correction-notice")] CorrectionNotice,
    [JsonStringEnumMemberName("comment")] Comment,
    [JsonStringEnumMemberName("preprint")] Preprint,
    [JsonStringEnumMemberName("results-posted")] ResultsPosted,

    /// <summary>A letter of a regulator that was closed out.</summary>
    [JsonStringEnumMemberName("closed-out")] ClosedOut,

    /// <summary>A recall that ended.</summary>
    [JsonStringEnumMemberName("terminated")] Terminated,
}

/// <summary>One thing that is so now.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">Who says so and where it is said, in a sentence that begins with <see cref="Word"/>.</param>
internal sealed record StateMark(StateKind Kind, string Text)
{
    /// <summary>In capitals.</summary>
    public string Word => WordOf(Kind);

    /// <summary>Whether a reader may have relied on what is no longer so.</summary>
    public bool EndsTrust => Kind is StateKind.Retracted or StateKind.Withdrawn or StateKind.Concern or StateKind.RetractedInPart;

    /// <summary>What a change makes of a report as long as nothing takes it back; null = it is over when it is told.</summary>
    public static StateKind? After(RevisionType type) => type switch
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

    public static string WordOf(StateKind kind) => kind switch
    {
        StateKind.Retracted => "RETRACTED",
        StateKind.Withdrawn => "WITHDRAWN BY THE SOURCE",
        StateKind.Concern => "EXPRESSION OF CONCERN",
        StateKind.RetractedInPart => "RETRACTED IN PART",
        StateKind.Stopped => "STOPPED",
        StateKind.Corrected => "CORRECTED",
        StateKind.Reinstated => "REINSTATED",
        StateKind.RetractionNotice => "RETRACTION NOTICE",
        StateKind.ConcernNotice => "NOTICE OF CONCERN",
        StateKind.CorrectionNotice => "CORRECTION NOTICE",
        StateKind.Comment => "COMMENT",
        StateKind.Preprint => "PREPRINT",
        StateKind.ResultsPosted => "RESULTS POSTED",
        StateKind.ClosedOut => "CLOSED OUT",
        _ => "TERMINATED",
    };
}
