using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Identity.Events;

/// <summary>What a notice is within an event.</summary>
internal enum NoticeRole
{
    /// <summary>A page: press announcement, safety alert, recall announcement, notification.</summary>
    Page,

    /// <summary>A record of an enforcement report: one product of a recall.</summary>
    Record,

    /// <summary>A warning letter.</summary>
    Letter,

    /// <summary>The letter that closes another.</summary>
    CloseOut,

    /// <summary>An untitled letter.</summary>
    Untitled,
}

/// <summary>Tells the role of a notice by its source's own words.</summary>
internal static partial class NoticeRoles
{
    public static NoticeRole Of(Notice notice) =>
        CloseOut().IsMatch(notice.Title) || CloseOut().IsMatch(PageAddress.Of(notice.Link)?.Slug ?? "") ? NoticeRole.CloseOut
        : notice.NoticeType switch
        {
            "warning-letter" => NoticeRole.Letter,
            "untitled-letter" => NoticeRole.Untitled,
            "recall" when notice.Source == "openfda-enforcement" => NoticeRole.Record,
            _ => NoticeRole.Page,
        };

    [GeneratedRegex(@"\bclose[- ]?out[- ]letter\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CloseOut();
}
