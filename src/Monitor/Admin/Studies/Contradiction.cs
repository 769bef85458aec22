using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Identity.Studies;

namespace Monitor.Admin.Studies;

/// <summary>What one record says about a field on which the records of a study differ.</summary>
/// <param name="Value">As the record says it.</param>
/// <param name="Hit">Id of the record.</param>
/// <param name="Source">Who says it: the source of the record.</param>
/// <param name="Seen">When Monitor first saw the record say so, UTC; for what it said from the beginning, when it was stored.</param>
/// <param name="Words">The words that it rests on; null for a field of the record.</param>
internal sealed record Claim(string Value, string Hit, string Source, DateTimeOffset Seen, string? Words = null);

/// <summary>Records of one study say what cannot all be so, or what a reader should weigh. None of them is overwritten.</summary>
/// <param name="Field">Such as <c>enrollment</c>.</param>
/// <param name="Rule">Name of the rule that saw it.</param>
/// <param name="Text">What does not fit, in one sentence.</param>
/// <param name="Claims">Two or more, each with its record.</param>
internal sealed record Contradiction(string Field, string Rule, string Text, IReadOnlyList<Claim> Claims);

/// <summary>A member of a study with its history.</summary>
/// <param name="Hit">The document.</param>
/// <param name="Role">One of <see cref="StudyRole"/>.</param>
/// <param name="History">All its revisions, oldest first.</param>
internal sealed record StudyMember(Hit Hit, string Role, IReadOnlyList<Revision> History)
{
    private readonly ReportState? _state;

    /// <summary>What its report is now.</summary>
    public ReportState State
    {
        get => _state ?? ReportState.Of(Hit);
        init => _state = value;
    }

    /// <summary>The report that it is a record of; a report is told once, whatever databases have it.</summary>
    public string Report { get; init; } = Hit.Id;

    /// <summary>Which record speaks for the report: the lowest.</summary>
    public int Place { get; init; }

    /// <summary>When the record first said what it says now in this field.</summary>
    public DateTimeOffset Since(string field) =>
        History.LastOrDefault(r => r.Changes.Any(c => c.Field == field))?.At ?? Hit.FirstSeen;

    public Claim Says(string field, string value, string? words = null) => new(value, Hit.Id, Hit.Source, Since(field), words);
}
