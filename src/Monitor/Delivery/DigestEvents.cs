using Monitor.Documents;

namespace Monitor.Delivery;

/// <summary>
/// A recall of eighteen products is one event in eighteen records: readers get one item for it, that says how many
/// products it stands for. Every revision in it is told by that item.
/// </summary>
internal static class DigestEvents
{
    /// <summary>What is due, in its order; notices of one event of one source together, where the first of them stands.</summary>
    public static List<List<DueItem>> Grouped(IEnumerable<DueItem> due)
    {
        var groups = new List<List<DueItem>>();
        var events = new Dictionary<(string Source, string Event), List<DueItem>>();
        foreach (var item in due)
        {
            if (item.Hit is not Notice { EventId: { } id } || item.Revision.Type == RevisionType.Deleted)
            {
                groups.Add([item]);
            }
            else if (events.TryGetValue((item.Hit.Source, id), out var group))
            {
                group.Add(item);
            }
            else
            {
                events[(item.Hit.Source, id)] = group = [item];
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
        var changes = group.SelectMany(d => DigestItems.Changes(d.Revision)).CountBy(c => c).Select(c => c.Value == products ? c.Key : $"{c.Key} ({Products(c.Value)})");
        return shown with
        {
            Mark = marks.Count == 0 ? null : string.Join(", ", marks),
            Facts =
            [
                .. changes,
                .. shown.Facts.Skip(DigestItems.Changes(group[0].Revision).Count()),
                .. products == 1 ? (IEnumerable<string>)[] : [$"and {products - 1} further {(products == 2 ? "product" : "products")} of this recall event"],
            ],
        };
    }

    private static string Products(int count) => count == 1 ? "1 product" : $"{count} products";
}
