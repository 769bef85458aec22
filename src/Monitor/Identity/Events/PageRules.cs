namespace Monitor.Identity.Events;

/// <summary>Two pages: a press announcement, a MedWatch page, a recall announcement, a notification.</summary>
internal static class PageRules
{
    public static EventDecision Decide(NoticeForm a, NoticeForm b)
    {
        if (OtherFirm(a, b)) return EventDecision.Apart("other-firm", $"{Name(a)} and {Name(b)}");
        var lots = Lots(a, b);
        if (lots is { Common.Count: 0 } && !a.IsUpdate && !b.IsUpdate) return EventDecision.Apart("other-lots", $"lots {Some(a.Numbers.Lots)} and {Some(b.Numbers.Lots)}");
        var days = EventWindows.Between(a.Posted, b.Posted);
        return Address(a, b, lots?.Common, days) ?? LinkRules.Decide(a, b) ?? Announced(a, b, lots?.Common, days) ?? EventDecision.Nothing;
    }

    /// <summary>The same page under another address.</summary>
    private static EventDecision? Address(NoticeForm a, NoticeForm b, IReadOnlyList<string>? lots, int? days)
    {
        if (a.Address is not { } x || b.Address is not { } y || days is not { } apart) return null;
        if (x.Slug == y.Slug && x.Folder != y.Folder && x.IsLong && apart <= EventWindows.Elsewhere) return EventDecision.Same("same-page-elsewhere", 0.96, $"{x.Slug} in two folders, {EventWindows.Days(apart)}");
        if (x.Slug == y.Slug && x.Folder != y.Folder) return EventDecision.Maybe("same-address-later", 0.4, $"{x.Slug} in two folders, {EventWindows.Days(apart)}");
        if (x.Unnumbered != y.Unnumbered || !x.IsLong || apart > EventWindows.Update) return null;
        if (x.IsUpdate != y.IsUpdate && x.Stem == y.Stem) return EventDecision.Same("page-updated", 0.93, $"{(x.IsUpdate ? x : y).Slug} updates {(x.IsUpdate ? y : x).Slug}, {EventWindows.Days(apart)}");
        return lots is { Count: > 0 }
            ? EventDecision.Same("page-posted-again", 0.93, $"{x.Slug} and {y.Slug}, lot {lots[0]} in both")
            // A slug that is taken gets a number: by the same page come back, or by another of the same title.
            : EventDecision.MaybeApart("numbered-address", $"{x.Slug} and {y.Slug} differ by a number: posted again, or another of the same title");
    }

    private static EventDecision? Announced(NoticeForm a, NoticeForm b, IReadOnlyList<string>? lots, int? days)
    {
        if (days is not { } apart || apart > EventWindows.Possible) return null;
        var firm = a.Firms.FirstOrDefault(f => b.Firms.Any(f.Is) || b.Names(f)) ?? b.Firms.FirstOrDefault(a.Names);
        var (telling, common) = (Common(a.Product.Telling, b.Said.Telling, b.Product.Telling, a.Said.Telling), a.Product.Common.Intersect(b.Product.Common, StringComparer.Ordinal).Count());
        if (firm is null) return apart <= EventWindows.Announcements && telling.Count + common >= 2 ? EventDecision.Maybe("headings-alike", 0.4, $"headings share {string.Join(", ", telling.Concat(a.Product.Common.Intersect(b.Product.Common, StringComparer.Ordinal)).Take(4))}, {EventWindows.Days(apart)}") : null;
        var named = string.Join(' ', firm.Words);
        if (apart > EventWindows.Announcements) return EventDecision.Maybe("same-firm", 0.3, $"{named}, {EventWindows.Days(apart)}");
        if (a.IsRecall != b.IsRecall) return EventDecision.Maybe("same-firm", 0.35, $"{named}, {EventWindows.Days(apart)}; only one tells of a recall");
        if (lots is { Count: > 0 }) return EventDecision.Same("announced-twice-lot", 0.95 - (0.001 * apart), $"{named}, lot {lots[0]}, {EventWindows.Days(apart)}");
        if (Series(a, b)) return EventDecision.MaybeApart("announced-in-one-place", $"{named}: two pages of one folder are mostly two matters");
        if (a.Reason.Count > 0 && b.Reason.Count > 0 && !a.Reason.Overlaps(b.Reason)) return EventDecision.Maybe("other-reason", 0.4, $"{named}: {Some(a.Reason)} and {Some(b.Reason)}");
        if (a.Title == b.Title && a.Title.Count(c => c == ' ') >= 4) return EventDecision.Same("same-title", 0.92 - (0.003 * apart), $"{a.Title}, {EventWindows.Days(apart)}");
        return a.IsRecall && telling.Count > 0 ? EventDecision.Same("announced-twice", 0.88 - (0.003 * apart), $"{named}, {string.Join(", ", telling.Take(3))}, {EventWindows.Days(apart)}")
            : EventDecision.Maybe("same-firm", 0.4, $"{named}, {EventWindows.Days(apart)}; no product in common by name");
    }

    /// <summary>Both name firms and neither knows the other's.</summary>
    private static bool OtherFirm(NoticeForm a, NoticeForm b) =>
        a.Firms.Count > 0 && b.Firms.Count > 0 && !a.Firms.Any(f => b.Firms.Any(f.Is) || b.Names(f)) && !b.Firms.Any(a.Names);

    /// <summary>One folder holds one page of a matter, unless it says that it is an update.</summary>
    private static bool Series(NoticeForm a, NoticeForm b) => a.Address is { } x && b.Address is { } y && x.Folder == y.Folder && !a.IsUpdate && !b.IsUpdate;

    /// <returns>Null = one of them names none.</returns>
    private static LotsOf? Lots(NoticeForm a, NoticeForm b) =>
        a.Numbers.Lots.Count == 0 || b.Numbers.Lots.Count == 0 ? null : new LotsOf([.. a.Numbers.Lots.Intersect(b.Numbers.Lots, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private sealed record LotsOf(IReadOnlyList<string> Common);

    private static List<string> Common(IReadOnlySet<string> a, IReadOnlySet<string> inB, IReadOnlySet<string> b, IReadOnlySet<string> inA) =>
        [.. a.Intersect(inB, StringComparer.Ordinal).Concat(b.Intersect(inA, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Name(NoticeForm form) => string.Join(" / ", form.Firms.Select(f => string.Join(' ', f.Words)));

    private static string Some(IReadOnlySet<string> words) => string.Join(", ", words.Order(StringComparer.Ordinal).Take(4));
}
