using System.Data.Common;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>The regulatory event that an alert is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Members">How many notices it has.</param>
internal sealed record AlertEvent(string Id, int Members)
{
    /// <summary>The notice with which the recipient's thread began; null = it begins now, or it is gone.</summary>
    public Notice? Told { get; init; }

    /// <summary>The link that made what is told now and what was told before one event; null = they are records of one number, or nothing was told before.</summary>
    public EventLink? Link { get; init; }

    /// <summary>What is known of a matter; null for what is no event of several notices.</summary>
    /// <param name="tx">A transaction.</param>
    /// <param name="matters">All matters.</param>
    /// <param name="items">Of one matter.</param>
    public static async Task<AlertEvent?> OfAsync(DbTransaction tx, AlertMatters matters, IReadOnlyList<AlertItem> items)
    {
        var matter = items[0].Matter;
        var known = new AlertEvent(matter, matters.Size(matter));
        if (known.Members == 1) return null;
        if (items[0].Before is not { } before) return known;
        var hits = matters.HitsOf(matter).ToHashSet(StringComparer.Ordinal);
        var told = (await AlertMailTable.HitsAsync(tx, before.MessageId)).Where(hits.Contains).ToList();
        var now = items.Select(i => i.Due.Hit.Id).ToHashSet(StringComparer.Ordinal);
        var links = (await EventLinks.OfAsync(tx.Connection!, tx, hits)).Where(l => l is { Verdict: "same", Rule: not "same-event-number" }).ToList(); // non-null: the transaction is open
        return known with
        {
            Told = told.Count == 0 ? null : (await HitTable.LoadAsync(tx, [told[0]])).GetValueOrDefault(told[0]) as Notice,
            Link = links.OrderByDescending(l => Touches(l, now)).ThenByDescending(l => told.Exists(t => t == l.A || t == l.B)).ThenBy(l => l.At).FirstOrDefault(),
        };
    }

    private static bool Touches(EventLink link, HashSet<string> hits) => hits.Contains(link.A) || hits.Contains(link.B);
}
