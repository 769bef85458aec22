using Monitor.Documents;

namespace Monitor.Delivery;

/// <summary>
/// One report is one item of a digest, whatever of it is due: a paper found on Monday and corrected on Tuesday is one new paper, which is
/// corrected. Notices stay as they are: those of one event are put together by <see cref="DigestEvents"/>. Pure.
/// </summary>
internal static class DigestOnce
{
    /// <summary>In the order in which each report stands first.</summary>
    public static IReadOnlyList<DueItem> Of(IEnumerable<DueItem> due)
    {
        var items = due.ToList();
        return [.. items.GroupBy(KeyOf, StringComparer.Ordinal).Select(g => g.Skip(1).Any() ? Together([.. g]) : g.First())];
    }

    private static string KeyOf(DueItem item) => item.Hit is Notice ? $"seq {item.Revision.Seq} {item.Hit.Id}" : item.Report ?? item.Hit.Id;

    private static DueItem Together(IReadOnlyList<DueItem> items)
    {
        var leading = items.MinBy(Urgency)!; // non-null: there are several
        return leading with
        {
            // Another record of it that is new says nothing of its own.
            Further = [.. items.Where(i => !ReferenceEquals(i, leading) && i.Revision.Type != RevisionType.New).Select(i => i.Revision).OrderBy(r => r.Seq)],
            SentBefore = items.Select(i => i.SentBefore).FirstOrDefault(s => s is not null),
            SameStudy = items.Select(i => i.SameStudy).FirstOrDefault(s => s is not null),
        };
    }

    /// <summary>What the item is told as: what ends trust, then what is new to the reader, then what changed last.</summary>
    private static (int Rank, long Order) Urgency(DueItem item) => item.Revision.Type switch
    {
        _ when item.Revision.EndsTrust => (0, (int)item.Revision.Type),
        _ when DigestSections.IsStopped(item) => (1, item.Revision.Seq),
        RevisionType.New => (2, item.Revision.Seq),
        RevisionType.ResultsPosted => (3, item.Revision.Seq),
        _ => (4, -item.Revision.Seq),
    };
}
