namespace Monitor.Identity.Events;

/// <summary>Decides whether two notices are of one regulatory event: rules with names, in a fixed order, the first that applies decides. Pure.</summary>
internal static class SameEvent
{
    /// <summary>Changes when a rule changes: what is stored is then decided anew.</summary>
    public const int Rules = 1;

    /// <summary>The same outcome whichever is named first.</summary>
    public static EventDecision Decide(NoticeForm one, NoticeForm other)
    {
        // By role, then by id: each rule is written for one order.
        var (a, b) = one.Role < other.Role || (one.Role == other.Role && string.CompareOrdinal(one.Id, other.Id) <= 0) ? (one, other) : (other, one);
        return (a.Role, b.Role) switch
        {
            (NoticeRole.Page, NoticeRole.Page) => PageRules.Decide(a, b),
            (NoticeRole.Page, NoticeRole.Record) => RecallRules.Decide(a, b),
            (NoticeRole.Page, NoticeRole.Letter) => LetterRules.Announced(a, b),
            (NoticeRole.Record, NoticeRole.Record) => Records(a, b),
            (NoticeRole.Letter, NoticeRole.Letter) => LetterRules.Letters(a, b),
            (NoticeRole.Letter, NoticeRole.CloseOut) => LetterRules.Closed(a, b),
            (NoticeRole.Untitled, NoticeRole.Untitled) => LetterRules.Untitled(a, b),
            (NoticeRole.Page, _) => LinkRules.Decide(a, b) ?? EventDecision.Nothing,
            (NoticeRole.CloseOut, NoticeRole.CloseOut) => EventDecision.Nothing,
            _ => EventDecision.Apart("another-act", "a recall, a warning letter and an untitled letter are acts of their own, even to one firm"),
        };
    }

    private static EventDecision Records(NoticeForm a, NoticeForm b) =>
        a.Notice.Source != b.Notice.Source || a.EventNumber is null || b.EventNumber is null ? EventDecision.Nothing
        : a.EventNumber == b.EventNumber ? EventDecision.Same("same-event-number", 1, $"event {a.EventNumber}")
        : EventDecision.Apart("other-event-number", $"events {a.EventNumber} and {b.EventNumber}");
}
