using Monitor.Text;

namespace Monitor.Identity.Events;

/// <summary>Letters, their announcement, and the letters that close them.</summary>
internal static class LetterRules
{
    /// <summary>A removed and re-posted letter keeps its number; one whose address lost it keeps firm, day and subject.</summary>
    public static EventDecision Letters(NoticeForm a, NoticeForm b)
    {
        var sameDay = a.Begun is not null && a.Begun == b.Begun;
        if (a.LetterNumber is { } one && b.LetterNumber is { } other)
        {
            return one != other ? EventDecision.Apart("other-letter-number", $"letters {one} and {other}")
                : sameDay ? EventDecision.Same("same-letter-number", 1, $"letter {one} of {a.Begun:yyyy-MM-dd}")
                : EventDecision.Apart("other-letter-day", $"letter {one} of {a.Begun:yyyy-MM-dd} and of {b.Begun:yyyy-MM-dd}: two letters of one case");
        }

        if (!a.Firms.Any(f => b.Firms.Any(o => f.Compact == o.Compact))) return EventDecision.Nothing;
        var named = string.Join(' ', a.Firms[0].Words);
        return sameDay && a.Notice.Reason is { } x && b.Notice.Reason is { } y && Folded.Line(x) == Folded.Line(y)
            ? EventDecision.Same("same-letter-again", 0.98, $"{named}, letter of {a.Begun:yyyy-MM-dd}, {x}")
            : EventDecision.Maybe("same-firm", 0.3, $"{named}: two letters, one without a number");
    }

    /// <summary>The announcement of a letter: the firm in the heading, a warning, and the days; or the number.</summary>
    public static EventDecision Announced(NoticeForm page, NoticeForm letter)
    {
        if (LinkRules.Decide(page, letter) is { } printed) return printed;
        if (letter.Firms.FirstOrDefault(f => page.Firms.Any(f.Is) || page.Names(f)) is not { } firm)
        {
            return page.Firms.Count > 0 && letter.Firms.Count > 0 ? EventDecision.Apart("other-firm", $"{string.Join(' ', page.Firms[0].Words)} and {string.Join(' ', letter.Firms[0].Words)}") : EventDecision.Nothing;
        }

        var named = string.Join(' ', firm.Words);
        var days = EventWindows.Least(EventWindows.Between(page.Posted, letter.Posted), EventWindows.Between(page.Posted, letter.Begun));
        if (days is not { } apart || apart > EventWindows.Possible) return EventDecision.Nothing;
        if (page.IsRecall) return EventDecision.MaybeApart("another-act", $"{named}: a recall and a letter are acts of their own");
        var evidence = $"{named}, {EventWindows.Days(apart)}";
        if (apart > EventWindows.LetterAnnounced || !page.TellsOfLetter || !page.NamesInTitle(firm)) return EventDecision.Maybe("same-firm", 0.35, evidence);
        var product = page.Said.Telling.Concat(page.Said.Common).Intersect(Said(letter), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return product.Count > 0
            ? EventDecision.Same("letter-announced", 0.88 - (0.003 * apart), $"{evidence}; a warning that names {string.Join(", ", product.Take(3))}, as the letter does")
            : EventDecision.Maybe("same-firm", 0.4, $"{evidence}; no product in common by name");
    }

    /// <summary>The letter that closes another names it by number, address or day.</summary>
    public static EventDecision Closed(NoticeForm letter, NoticeForm close)
    {
        if (letter.LetterNumber is { } number && close.Numbers.Letters.Count > 0)
        {
            return close.Numbers.Letters.Contains(number) && close.Numbers.Letters.Count == 1 ? EventDecision.Same("closes-the-number", 0.97, $"closes letter {number}")
                : EventDecision.Apart("closes-another", $"closes {string.Join(", ", close.Numbers.Letters.Order(StringComparer.Ordinal))}");
        }

        if (letter.PageKeys.Any(close.Links.Contains)) return EventDecision.Same("closes-the-link", 0.96, "links to the letter");
        if (letter.Firms.FirstOrDefault(f => close.Firms.Any(f.Is) || close.Names(f)) is not { } firm) return EventDecision.Nothing;
        var named = string.Join(' ', firm.Words);
        return letter.Begun is { } day && close.SaysDay(day)
            ? EventDecision.Same("closes-the-day", 0.95, $"{named}, the letter of {day:yyyy-MM-dd}")
            : EventDecision.Maybe("same-firm", 0.35, $"{named}: closes a letter that it does not name");
    }

    /// <summary>One entry under two addresses; else each letter is a matter of its own.</summary>
    public static EventDecision Untitled(NoticeForm a, NoticeForm b) =>
        a.Posted is { } day && day == b.Posted && a.Title == b.Title && a.Title.Count(c => c == ' ') >= 2
            ? EventDecision.Same("same-untitled-letter", 0.95, $"{a.Title}, {day:yyyy-MM-dd}")
            : EventDecision.Apart("other-untitled-letter", "two entries of the list");

    private static IEnumerable<string> Said(NoticeForm letter)
    {
        var words = ProductWords.Of($"{letter.Notice.Reason}\n{letter.Notice.Body}", letter.Firms);
        return words.Telling.Concat(words.Common);
    }
}
