namespace Monitor.Identity.Events;

/// <summary>The announcement of a recall and a record of the enforcement report: firm, days, and the product or a lot. The firm alone never joins: one firm has several recalls.</summary>
internal static class RecallRules
{
    public static EventDecision Decide(NoticeForm page, NoticeForm record)
    {
        if (LinkRules.Decide(page, record) is { } printed) return printed;
        if (record.Firms.FirstOrDefault(f => page.Firms.Any(f.Is) || page.Names(f)) is not { } firm)
        {
            return page.Firms.Count > 0 && record.Firms.Count > 0 ? EventDecision.Apart("other-firm", $"{string.Join(' ', page.Firms[0].Words)} and {string.Join(' ', record.Firms[0].Words)}") : EventDecision.Nothing;
        }

        var named = string.Join(' ', firm.Words);
        if (page.Posted is not { } posted || record.Begun is not { } begun) return EventDecision.Maybe("same-firm", 0.3, $"{named}; a day is not known");
        var after = posted.DayNumber - begun.DayNumber;
        if (after is < -EventWindows.Possible or > EventWindows.Possible) return EventDecision.Nothing;
        var when = $"posted {Days(after)} the recall began";
        if (!page.IsRecall) return EventDecision.Maybe("same-firm", 0.3, $"{named}, {when}; it does not tell of a recall");
        if (after is < -EventWindows.BeforeBegin or > EventWindows.AfterBegin) return EventDecision.Maybe("same-firm", 0.3, $"{named}, {when}");
        var distance = 0.003 * Math.Abs(after);
        if (page.Numbers.Lots.Intersect(record.Numbers.Lots, StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } lot)
        {
            return EventDecision.Same("announced-lot", 0.95 - (0.001 * Math.Abs(after)), $"{named}, lot {lot}, {when}");
        }

        if (page.Numbers.Lots.Count > 0 && record.Numbers.Lots.Count > 0) return EventDecision.Maybe("lots-not-in-common", 0.45, $"{named}, {when}; no lot in common");
        if (page.Reason.Count > 0 && record.Reason.Count > 0 && !page.Reason.Overlaps(record.Reason)) return EventDecision.Maybe("other-reason", 0.4, $"{named}, {when}; {Some(page.Reason)} and {Some(record.Reason)}");
        var telling = record.Product.Telling.Intersect(page.Said.Telling, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (telling.Count > 0) return EventDecision.Same("announced-product", 0.9 - distance, $"{named}, {string.Join(", ", telling.Take(3))}, {when}");
        var common = page.Product.Common.Intersect(record.Product.Common, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return common.Count >= 2 && page.Product.Telling.Count == 0 && common.Count == page.Product.Common.Count
            ? EventDecision.Same("announced-kind-of-product", 0.86 - distance, $"{named}, {string.Join(", ", common)}, {when}")
            : EventDecision.Maybe("same-firm", 0.4, $"{named}, {when}; no product in common by name");
    }

    private static string Days(int after) => after switch
    {
        0 => "on the day",
        > 0 => $"{after} {(after == 1 ? "day" : "days")} after",
        _ => $"{-after} {(after == -1 ? "day" : "days")} before",
    };

    private static string Some(IReadOnlySet<string> words) => string.Join(", ", words.Order(StringComparer.Ordinal).Take(4));
}
