using System.Globalization;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>One cause as the operator reads it; what several searches of a source suffer alike is one.</summary>
/// <param name="Heading">Kind and source.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Facts">Which searches, since when, details.</param>
internal sealed record AlarmItem(string Heading, string Text, IReadOnlyList<string> Facts);

/// <summary>What one message tells the operator: alarms that stand, and alarms that are over. Pure.</summary>
internal sealed record AlarmReport(string Subject, string Lead, IReadOnlyList<AlarmItem> Opened, IReadOnlyList<AlarmItem> Resolved, string Link)
{
    private const int NamedSearches = 10;

    /// <param name="opened">New to the operator.</param>
    /// <param name="resolved">Known to the operator, and over.</param>
    /// <param name="link">Where all open alarms stand.</param>
    public static AlarmReport Of(IReadOnlyList<Alarm> opened, IReadOnlyList<Alarm> resolved, string link)
    {
        var (news, over) = (Items(opened), Items(resolved));
        var parts = new List<string>();
        if (news.Count > 0) parts.Add(news.Count == 1 ? "1 alarm" : $"{news.Count} alarms");
        if (over.Count > 0) parts.Add($"{over.Count} resolved");
        var names = (news.Count > 0 ? news : over).Select(i => i.Heading).Distinct(StringComparer.Ordinal).ToList();
        var subject = $"Monitor: {string.Join(", ", parts)} | {string.Join(", ", names.Take(3))}{(names.Count > 3 ? ", ..." : "")}";
        var lead = news.Count > 0 ? "Monitor saw what you must know." : "What you were told of is over.";
        return new AlarmReport(subject, lead, news, over, link);
    }

    /// <summary>The plain-text part.</summary>
    public string Text()
    {
        var sb = new StringBuilder();
        DigestText.Wrapped(sb, "", Lead);
        foreach (var (heading, items) in new[] { ("ALARMS", Opened), ("RESOLVED", Resolved) })
        {
            if (items.Count == 0) continue;
            sb.Append('\n').Append(heading).Append('\n');
            foreach (var item in items)
            {
                DigestText.Wrapped(sb, "  ", $"{item.Heading}: {item.Text}", first: "- ");
                foreach (var fact in item.Facts) DigestText.Wrapped(sb, "    ", fact, first: "  ");
            }
        }

        sb.Append("\nAll open alarms: ").Append(Link).Append('\n');
        return sb.ToString();
    }

    private static List<AlarmItem> Items(IReadOnlyList<Alarm> alarms) =>
        [.. alarms.GroupBy(a => (a.Cause.Kind, a.Cause.Source, a.Cause.Text, a.Cause.Detail)).Select(g => new AlarmItem(
            g.Key.Source.Length > 0 ? $"{g.Key.Kind} {g.Key.Source}" : g.Key.Kind, g.Key.Text, [.. Facts([.. g])]))];

    private static IEnumerable<string> Facts(IReadOnlyList<Alarm> alarms)
    {
        var searches = alarms.Select(a => a.Cause.Watch ?? a.Cause.Query).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (searches.Count > 0)
        {
            yield return $"{(searches.Count == 1 ? "Search" : "Searches")}: {string.Join(", ", searches.Take(NamedSearches))}{(searches.Count > NamedSearches ? $" and {searches.Count - NamedSearches} more" : "")}";
        }

        var seen = $"Since {At(alarms.Min(a => a.Cause.Since))}, noticed {At(alarms.Min(a => a.Opened))}";
        var lasted = alarms.All(a => a.Closed is not null) && !AlarmKind.IsEvent(alarms[0].Cause.Kind);
        yield return lasted ? $"{seen}, over {At(alarms.Max(a => a.Closed)!.Value)}" : seen; // non-null: all are closed
        if (alarms[0].Cause.Detail is not { } detail) yield break;
        foreach (var line in detail.Split('\n')) yield return line;
    }

    private static string At(DateTimeOffset instant) => instant.ToString("ddd d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
