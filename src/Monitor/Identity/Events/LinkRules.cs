namespace Monitor.Identity.Events;

/// <summary>A number or an address that one notice prints of the other. Strong evidence, unless the page is a list or only refers back.</summary>
internal static class LinkRules
{
    /// <summary>A page that links to more pages of notices than this is a list.</summary>
    private const int MostLinks = 3;

    /// <param name="page">A page.</param>
    /// <param name="other">Anything.</param>
    /// <returns>Null = neither prints the other.</returns>
    public static EventDecision? Decide(NoticeForm page, NoticeForm other) => Number(page, other) ?? Link(page, other);

    private static EventDecision? Number(NoticeForm page, NoticeForm other)
    {
        if (other.Role == NoticeRole.Record && page.Numbers.Recalls.Contains(other.Notice.ExternalId.ToUpperInvariant()))
        {
            return EventDecision.Same("prints-the-number", 0.97, $"the {Kind(page)} prints {other.Notice.ExternalId}");
        }

        if (other.LetterNumber is not { } letter || !page.Numbers.Letters.Contains(letter)) return null;
        return page.Numbers.Letters.Count == 1
            ? EventDecision.Same("prints-the-number", 0.97, $"the {Kind(page)} prints the letter's number {letter}")
            : EventDecision.Maybe("in-a-list", 0.5, $"the {Kind(page)} prints {letter} among {page.Numbers.Letters.Count} letters");
    }

    private static EventDecision? Link(NoticeForm page, NoticeForm other)
    {
        var (there, back) = (Leads(page, other), Leads(other, page));
        if (!there && !back) return null;
        var from = there ? page : other;
        var evidence = $"the {Kind(from)} links to the {Kind(there ? other : page)}";
        var days = EventWindows.Least(EventWindows.Between(page.Posted, other.Posted), EventWindows.Between(page.Posted, other.Begun));
        if (days is null or > EventWindows.Linked) return EventDecision.Maybe("refers-back", 0.4, days is { } far ? $"{evidence}, {EventWindows.Days(far)}" : evidence);
        if (from.LinkedNotices > MostLinks) return EventDecision.Maybe("in-a-list", 0.5, $"{evidence} among {from.LinkedNotices} notices");
        if (Agrees(page, other) is not { } agrees) return EventDecision.Maybe("linked-only", 0.5, $"{evidence}, {EventWindows.Days(days.Value)}");
        return EventDecision.Same("prints-the-link", 0.94, $"{evidence}; {agrees}; {EventWindows.Days(days.Value)}");
    }

    private static string Kind(NoticeForm form) => form.Notice.NoticeType.Replace('-', ' ');

    private static bool Leads(NoticeForm from, NoticeForm to) => from.Address?.Key != to.Address?.Key && to.PageKeys.Any(from.Links.Contains);

    /// <summary>A link is believed where firm or product agree, or what pages that name no firm begin with.</summary>
    private static string? Agrees(NoticeForm page, NoticeForm other)
    {
        if (other.Firms.FirstOrDefault(page.Names) is { } firm) return $"both name {string.Join(' ', firm.Words)}";
        if (page.Firms.FirstOrDefault(f => other.Names(f) || other.Firms.Any(f.Is)) is { } own) return $"both name {string.Join(' ', own.Words)}";
        if (page.Firms.Count > 0 && other.Firms.Count > 0) return null;
        var telling = page.Said.Telling.Intersect(other.Said.Telling, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var common = page.Said.Common.Intersect(other.Said.Common, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return telling.Count > 0 || common.Count > 0 ? $"both say {string.Join(", ", telling.Concat(common).Take(4))}" : null;
    }
}
