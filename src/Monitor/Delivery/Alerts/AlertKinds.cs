using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Evidence;

namespace Monitor.Delivery.Alerts;

/// <summary>What mails at once: what <see cref="Watch.ImmediateKinds"/> names, and what a safety watch tells besides.</summary>
internal static partial class AlertKinds
{
    public const string Notice = "notice";
    public const string CaseReport = "case-report";
    public const string CaseSeries = "case-series";
    public const string Retraction = "retraction-of-something-sent";

    /// <summary>A record that does not show that it may wait.</summary>
    public const string Report = "report";

    /// <summary>A recall that is of Class I now.</summary>
    public const string ClassOne = "class-i";

    /// <summary>A changed record that names a death or another serious harm for the first time.</summary>
    public const string NewHarm = "new-harm";

    /// <summary>A trial that stopped because somebody was harmed.</summary>
    public const string StoppedForHarm = "trial-stopped-for-harm";

    /// <summary>A change of what was alerted before; never named by a watch.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>What a hit is to a watch of kind <c>studies</c> when it is met for the first time; null = nothing that could mail at once.</summary>
    public static string? Of(Hit hit) => hit switch
    {
        Documents.Notice => Notice,
        Article article => DesignOf(article),
        _ => null,
    };

    /// <summary><see cref="CaseReport"/> or <see cref="CaseSeries"/>, by design tag, publication type or title; null = neither. One too many costs a minute, one too few may cost more.</summary>
    public static string? DesignOf(Article article)
    {
        if (StudyDesign.Is(article, StudyDesign.CaseSeries) || SeriesTitle().IsMatch(article.Title)) return CaseSeries;
        return StudyDesign.Is(article, StudyDesign.CaseReport) || ReportTitle().IsMatch(article.Title) ? CaseReport : null;
    }

    [GeneratedRegex(@"\bcase[ -]series\b|\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten) cases\b|\bseries of (\d{1,3} )?(cases|patients)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SeriesTitle();

    [GeneratedRegex(@"\bcase[ -]reports?\b|\ba case of\b|\breport of (a|one) case\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReportTitle();
}
