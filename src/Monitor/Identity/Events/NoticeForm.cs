using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity.Events;

/// <summary>What is compared of a notice, made once. Immutable.</summary>
internal sealed partial class NoticeForm
{
    /// <summary>What a page says first: there stands whom it is about.</summary>
    private const int HeadLength = 600;

    private readonly string _head;
    private readonly IReadOnlyList<Token> _titleTokens, _headTokens;

    public NoticeForm(Notice notice)
    {
        Notice = notice;
        Role = NoticeRoles.Of(notice);
        Address = PageAddress.Of(notice.Link);
        Numbers = PrintedNumbers.Of(notice);
        LetterNumber = Role == NoticeRole.Letter && notice.EventId is { } id && LetterId().Match(id) is { Success: true } match ? match.Value : null;
        EventNumber = Role == NoticeRole.Record ? notice.EventId : null;
        _head = string.Join('\n', ((string?[])[notice.Abstract, notice.Body is { Length: > HeadLength } body ? body[..HeadLength] : notice.Body]).OfType<string>());
        (_titleTokens, _headTokens) = (Folded.Tokens(notice.Title), Folded.Tokens(_head));
        Firms = notice.Firm is { } firm ? FirmName.Of(firm) : Role == NoticeRole.Page ? FirmInText.Named(notice.Title, notice.Body) : [];
        Title = string.Join(' ', Updated().Replace(notice.Title, "") is { Length: > 0 } plain ? Folded.Tokens(plain).Select(t => t.Word) : []);
        Product = notice.Product is { } product && Role == NoticeRole.Record ? ProductWords.OfProduct(product, Firms) : ProductWords.OfTitle(notice.Title, Firms);
        Said = ProductWords.Of($"{notice.Title}\n{_head}", Firms);
        Reason = Role == NoticeRole.Record ? ProductWords.OfReason(notice.Reason, heading: false) : ProductWords.OfReason(notice.Title, heading: true);
    }

    public Notice Notice { get; }
    public string Id => Notice.Id;
    public NoticeRole Role { get; }

    /// <summary>openFDA's number of the recall event.</summary>
    public string? EventNumber { get; }

    /// <summary>Number of the letter's case.</summary>
    public string? LetterNumber { get; }

    public PageAddress? Address { get; }

    /// <summary>Keys under which links lead to it; a letter that comes back under a numbered address is the same letter.</summary>
    public IReadOnlyList<string> PageKeys => Address is not { } at ? [] : Role == NoticeRole.Letter && at.Unnumbered != at.Slug ? [at.Key, $"{at.Folder}/{at.Unnumbered}"] : [at.Key];

    public PrintedNumbers Numbers { get; }

    /// <summary>Who it is about: as the source names it, or as the heading does. Empty = that cannot be told.</summary>
    public IReadOnlyList<FirmName> Firms { get; }

    /// <summary>The heading, folded, without "Update:".</summary>
    public string Title { get; }

    /// <summary>The product as the record or the heading names it.</summary>
    public ProductWords Product { get; }

    /// <summary>All words of heading and beginning.</summary>
    public ProductWords Said { get; }

    /// <summary>Words of the reason; empty = none is given.</summary>
    public IReadOnlySet<string> Reason { get; }

    /// <summary>Keys of the pages that its own page links to.</summary>
    public IReadOnlySet<string> Links => field ??= Linked.Select(l => l.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>How many of them are notices by their folder.</summary>
    public int LinkedNotices => Linked.Count(l => l.IsNotice);

    private IEnumerable<PageAddress> Linked => Notice.LinkedPages.Select(PageAddress.Of).OfType<PageAddress>().DistinctBy(l => l.Key);

    /// <summary>The day of posting, as the regulator counts days.</summary>
    public DateOnly? Posted => Notice.Published?.First;

    /// <summary>The day that the recall began, or that the letter bears.</summary>
    public DateOnly? Begun => Notice.Initiated?.First;

    public bool IsUpdate => Updated().IsMatch(Notice.Title) || Address?.IsUpdate == true;

    /// <summary>Whether its heading or its beginning names the firm.</summary>
    public bool Names(FirmName firm) => FirmInText.Names(Notice.Title, _titleTokens, firm) || FirmInText.Names(_head, _headTokens, firm);

    public bool NamesInTitle(FirmName firm) => FirmInText.Names(Notice.Title, _titleTokens, firm);

    public IEnumerable<string> TitleWords => _titleTokens.Select(t => t.Word);

    public IEnumerable<string> HeadWords => _headTokens.Select(t => t.Word);

    public bool IsRecall => Role == NoticeRole.Record || Recall().IsMatch(Notice.Title) || Notice.NoticeType == "recall";

    /// <summary>Whether it says that a warning letter was sent.</summary>
    public bool TellsOfLetter => Role == NoticeRole.Page && (WarningLetter().IsMatch(Notice.Title) || WarningLetter().IsMatch(_head));

    /// <summary>Whether its text says the letter's day: <c>dated January 17, 2025</c>.</summary>
    public bool SaysDay(DateOnly day) =>
        ((string?[])[_head, Notice.Body]).OfType<string>().Any(t => t.Contains(day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^(updated?|update \d+)\s*[:-]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Updated();

    [GeneratedRegex(@"\d{5,7}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LetterId();

    [GeneratedRegex(@"\b(recall\w*|withdrawal)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recall();

    [GeneratedRegex(@"\b(warning letters?|warns|letter was (sent|posted|issued)|received? letter|receives letter)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WarningLetter();
}
