using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>The registry's enumerations and marked-up texts in words.</summary>
internal static partial class StudyWords
{
    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["ACTIVE_NOT_RECRUITING"] = "active, not recruiting",
        ["COMPLETED"] = "completed",
        ["ENROLLING_BY_INVITATION"] = "enrolling by invitation",
        ["NOT_YET_RECRUITING"] = "not yet recruiting",
        ["RECRUITING"] = "recruiting",
        ["SUSPENDED"] = "suspended",
        ["TERMINATED"] = "terminated",
        ["WITHDRAWN"] = "withdrawn",
        ["AVAILABLE"] = "available",
        ["NO_LONGER_AVAILABLE"] = "no longer available",
        ["TEMPORARILY_NOT_AVAILABLE"] = "temporarily not available",
        ["APPROVED_FOR_MARKETING"] = "approved for marketing",
        ["WITHHELD"] = "withheld",
        ["UNKNOWN"] = "unknown",
    };

    /// <summary>All values of <c>overallStatus</c> that the registry documents.</summary>
    public static IReadOnlyCollection<string> KnownStatuses => Statuses.Keys;

    /// <summary>The status as the site words it; a value not known is kept, lower-cased with blanks, never guessed.</summary>
    public static string? Status(string? value) =>
        CleanText.OneLine(value) is not { } text ? null : Statuses.TryGetValue(text, out var words) ? words : Plain(text);

    /// <summary><c>PHASE1</c> is "Phase 1", <c>EARLY_PHASE1</c> "Early Phase 1", <c>NA</c> "not applicable".</summary>
    public static string? Phase(string? value) => CleanText.OneLine(value) switch
    {
        null => null,
        "NA" => "not applicable",
        "EARLY_PHASE1" => "Early Phase 1",
        ['P', 'H', 'A', 'S', 'E', var number] when char.IsAsciiDigit(number) => $"Phase {number}",
        var other => Plain(other),
    };

    /// <summary>Lower case with blanks: <c>EXPANDED_ACCESS</c> is "expanded access".</summary>
    public static string? Lower(string? value) => CleanText.OneLine(value) is { } text ? Plain(text) : null;

    /// <summary>A description without its Markdown escapes: <c>\&gt;</c> is ">", <c>\*</c> is "*"; lines are kept.</summary>
    public static string? Description(string? markdown) =>
        markdown is null ? null : CleanText.Lines(Escape().Replace(markdown, "${sign}"));

    private static string Plain(string value) => value.ToLowerInvariant().Replace('_', ' ');

    // Markdown lets a backslash escape any ASCII punctuation; before anything else it is a backslash.
    [GeneratedRegex(@"\\(?<sign>[!-/:-@\[-`{-~])", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
