using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Monitor.Documents;
using Monitor.Sources.Fda;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>A row of the listing as a notice: posted, issued, company, office, subject, response letter, close-out letter.</summary>
internal static partial class LetterRow
{
    private const int Posted = 0, Issued = 1, Company = 2, Office = 3, Subject = 4, Response = 5, CloseOut = 6;

    /// <summary>The notice in the row's own words. <see cref="Hit.Published"/> is the day of posting, <see cref="Notice.Initiated"/> that of the letter.</summary>
    /// <exception cref="FormatException">A cell without which a letter cannot be known or placed in time.</exception>
    public static SourceRecord Read(IReadOnlyList<string> cells, Uri site, string payload)
    {
        if (cells.Count <= Subject) throw new FormatException($"a row of {cells.Count} cells");
        var (company, address) = Letter(cells[Company], site);
        var (posted, issued) = (Day(cells[Posted]), Day(cells[Issued]));
        if (posted is null) throw new FormatException("no posted date");
        var subject = HtmlText.OneLine(cells[Subject]);
        var slug = address.Segments[^1].Trim('/');
        var number = Marcs(slug);
        var id = number ?? slug;
        var notice = new Notice
        {
            Id = HitId.Of(FdaWarningLettersSource.SourceName, id),
            Source = FdaWarningLettersSource.SourceName,
            ExternalId = id,
            NoticeType = "warning-letter",
            Title = subject is null ? company : $"{company}: {subject}",
            Link = address.AbsoluteUri,
            Abstract = HtmlText.OneLine(cells[Office]),
            Published = posted,
            Initiated = issued,
            Firm = company,
            Reason = subject,
            EventId = number is null ? null : "MARCS-CMS " + number,
            Status = StatusOf(cells),
        };
        return new SourceRecord(notice, posted, payload);
    }

    /// <summary>The number of the case, which outlives a slug: pages come back under another one.</summary>
    public static string? Marcs(string slug) => Number().Match(slug) is { Success: true } match ? match.Groups["marcs"].Value : null;

    private static (string Company, Uri Address) Letter(string cell, Uri site)
    {
        var link = HtmlText.Parse(cell).DocumentNode.SelectSingleNode("//a[@href]") ?? throw new FormatException("no link to the letter");
        var company = CleanText.OneLine(HtmlText.Of(link)) ?? throw new FormatException("no company");
        var address = CleanText.OneLine(HtmlEntity.DeEntitize(link.GetAttributeValue("href", "")));
        if (!Uri.TryCreate(site, address, out var absolute) || CleanText.WebLink(absolute.AbsoluteUri) is null || absolute.AbsolutePath.Length < 2)
        {
            throw new FormatException("a link to no page");
        }

        return (company, new UriBuilder(absolute) { Query = "", Fragment = "" }.Uri);
    }

    /// <summary>As printed; the attribute of a <c>time</c> element only where no day is printed: it may count in another zone.</summary>
    private static PartialDate? Day(string cell) => FdaDay.Find(HtmlText.OneLine(cell))
        ?? FdaDay.Find(HtmlText.Parse(cell).DocumentNode.SelectSingleNode("//time")?.GetAttributeValue("datetime", ""));

    private static string? StatusOf(IReadOnlyList<string> cells) =>
        cells.Count > CloseOut && Said(cells[CloseOut], "close-out letter") is { } closed ? closed
        : cells.Count > Response ? Said(cells[Response], "response letter")
        : null;

    private static string? Said(string cell, string what)
    {
        var text = HtmlText.OneLine(cell);
        if (text is null || text is "-" or "N/A") return null;
        return Day(cell) is { } day ? $"{what} {day}" : $"{what} posted";
    }

    [GeneratedRegex(@"-(?<marcs>\d{5,7})(-\d{8})?(-\d{1,2})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
