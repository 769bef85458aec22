using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Sources.Fda;
using Monitor.Text;

namespace Monitor.Sources.FdaLetters;

/// <summary>A page that is a notice itself. Its text is kept without what changes for reasons that are not its own: banners, breadcrumbs, the day of its last review.</summary>
internal static partial class NotificationPage
{
    /// <exception cref="SourceException">As <see cref="FdaPage.Read"/>, and malformed for a page without heading or text.</exception>
    public static SourceRecord Read(Payload payload, Uri address)
    {
        var page = FdaPage.Read(payload);
        var slug = LinkList.KeyOf(address);
        if (page.Heading is null || Own(page) is not { } text)
        {
            throw new SourceException(SourceFailure.Malformed, $"{payload.Address}: a page without heading or text of its own") { Payload = payload };
        }

        var day = FdaDay.Find(page.DateLine);
        var notice = new Notice
        {
            Id = HitId.Of(FdaLettersSource.SourceName, slug),
            Source = FdaLettersSource.SourceName,
            ExternalId = slug,
            NoticeType = "public-notification",
            Title = page.Heading,
            Link = address.AbsoluteUri,
            Published = day,
            Body = text,
            LinkedPages = page.Links,
        };
        return new SourceRecord(notice, day, payload.Hash);
    }

    /// <summary>From its heading on, line by line.</summary>
    private static string? Own(FdaPageContent page)
    {
        var lines = page.Text.Split('\n').ToList();
        // What stands above the heading is the site's, not the notice's.
        lines.RemoveRange(0, lines.FindIndex(line => line == page.Heading) + 1);
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (!Review().IsMatch(lines[i]) && !Banner().IsMatch(lines[i])) continue;
            var dated = Review().IsMatch(lines[i]) && i + 1 < lines.Count && OnlyDay().IsMatch(lines[i + 1]);
            lines.RemoveRange(i, dated ? 2 : 1);
        }

        return CleanText.Lines(string.Join('\n', lines));
    }

    [GeneratedRegex(@"^(content current as of|page last (updated|reviewed)|last (updated|reviewed))\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Review();

    [GeneratedRegex(@"\breorgani[sz](ation|ed|ing)\b|^(skip to main content|share|tweet|linkedin|email|print|x|subscribe to .{0,60} updates)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Banner();

    [GeneratedRegex(@"^(\d{1,2}/\d{1,2}/\d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OnlyDay();
}
