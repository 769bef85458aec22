using Monitor.Documents;
using Monitor.Identity;

namespace Monitor.Delivery;

/// <summary>
/// A recall of eighteen products is one event in eighteen records, and it may be announced by pages besides: readers get one item
/// for it, that says how many notices it stands for. Every revision in it is told by that item.
/// </summary>
internal static class DigestEvents
{
    /// <summary>Pages and letters beside the first that are named; the others are counted.</summary>
    private const int MostNamed = 3;

    /// <summary>What is due, in its order; notices of one event together, where the first of them stands.</summary>
    public static List<List<DueItem>> Grouped(IEnumerable<DueItem> all)
    {
        var due = all.ToList();
        var several = due.Where(d => d.Event is not null).GroupBy(d => d.Event, StringComparer.Ordinal).Where(g => g.Select(d => d.Hit.Id).Distinct(StringComparer.Ordinal).Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var groups = new List<List<DueItem>>();
        var events = new Dictionary<string, List<DueItem>>(StringComparer.Ordinal);
        foreach (var item in due)
        {
            if (KeyOf(item, several) is not { } id || item.Revision.Type == RevisionType.Deleted)
            {
                groups.Add([item]);
            }
            else if (events.TryGetValue(id, out var group))
            {
                group.Add(item);
            }
            else
            {
                events[id] = group = [item];
                groups.Add(group);
            }
        }

        return groups;
    }

    /// <summary>One item for all of a group.</summary>
    public static DigestItem Of(List<DueItem> group, TimeZoneInfo? zone = null)
    {
        var shown = DigestItems.Of(group[0], zone);
        if (group.Count == 1) return shown;
        var products = group.Select(d => d.Hit.Id).Distinct(StringComparer.Ordinal).Count();
        var marks = group.Select(d => DigestItems.Mark(d.Revision.Type)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        // The first product speaks for the rest; what changed is said of all, since a class may differ from product to product.
        var changes = group.SelectMany(d => ChangeText.Lines(d.Revision)).CountBy(c => c)
            .Select(c => c.Value == products ? c.Key : $"{c.Key} ({Products(c.Value)})");
        return shown with
        {
            Mark = marks.Count == 0 ? null : string.Join(", ", marks),
            Facts =
            [
                .. changes,
                .. shown.Facts.Skip(ChangeText.Lines(group[0].Revision).Count()),
                .. Pages(group),
                .. products == 1 ? (IEnumerable<string>)[] : [Further(group, products - 1)],
            ],
        };
    }

    /// <summary>By the event of several notices, or else by source and number.</summary>
    private static string? KeyOf(DueItem item, HashSet<string?> several) =>
        item.Hit is not Notice notice ? null : several.Contains(item.Event) ? item.Event : notice.EventId is { } id ? $"{notice.Source} event {id}" : null;

    /// <summary>A page or a letter has words of its own: it is named, where a further product is counted.</summary>
    private static IEnumerable<string> Pages(List<DueItem> group) =>
        group.Select(d => d.Hit).OfType<Notice>().DistinctBy(n => n.Id).Skip(1).Where(n => !IsRecord(n)).Take(MostNamed).Select(n => $"also {Alerts.EventNews.Name(n)}: {n.Title}");

    private static string Further(List<DueItem> group, int count) =>
        group.TrueForAll(d => d.Hit is Notice n && IsRecord(n)) ? $"and {count} further {(count == 1 ? "product" : "products")} of this recall event" : $"and {count} further {(count == 1 ? "notice" : "notices")} of this event";

    private static bool IsRecord(Notice notice) => notice is { NoticeType: "recall", EventId: not null };

    private static string Products(int count) => count == 1 ? "1 product" : $"{count} products";
}
