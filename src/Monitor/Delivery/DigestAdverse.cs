using System.Globalization;
using Monitor.Documents;

namespace Monitor.Delivery;

/// <summary>New reports of adverse events as one line per watch, never as items: nobody has judged them, and they come in bulk.</summary>
internal static class DigestAdverse
{
    private const int MostReactions = 5;

    public static IReadOnlyList<string> Lines(IReadOnlyList<AdverseNews> news, IReadOnlyList<Watch> watches)
    {
        var lines = watches.Select(w => Line(w, [.. news.Where(n => n.Watch == w.Name)])).OfType<string>().ToList();
        if (lines.Count == 0) return lines;
        lines.Add("Counted by date received; drug reports come quarterly. Unverified reports, which do not show that a product was the cause."
            + (news.Select(n => n.Disclaimer).OfType<string>().FirstOrDefault() is { } said ? $" openFDA: \"{FirstSentence(said)}\"" : ""));
        return lines;
    }

    private static string? Line(Watch watch, List<AdverseNews> news)
    {
        // What was withdrawn and came again is not new.
        var kinds = news.GroupBy(n => n.Kind).Select(g => (Kind: g.Key, Added: g.Sum(n => n.Added))).Where(k => k.Added > 0).ToList();
        if (kinds.Count == 0) return null;
        var told = news.Where(n => kinds.Any(k => k.Kind == n.Kind)).ToList();
        var reactions = told.SelectMany(n => n.Reactions).GroupBy(r => r.Term, StringComparer.OrdinalIgnoreCase)
            .Select(g => (Term: g.Key.ToLowerInvariant(), Reports: g.Max(r => r.Reports)))
            .OrderByDescending(r => r.Reports).ThenBy(r => r.Term, StringComparer.Ordinal).Take(MostReactions).Select(r => r.Term).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"Reports of adverse events naming the products of {watch.Title}: {kinds.Sum(k => k.Added)} new, ")
            + string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, told.Sum(n => n.Serious))} serious ({string.Join(", ", kinds.Select(k => $"{k.Kind} {k.Added}"))}), ")
            + string.Create(CultureInfo.InvariantCulture, $"received {told.Min(n => n.First):yyyy-MM-dd} to {told.Max(n => n.Last):yyyy-MM-dd}; ")
            + (reactions.Count == 0 ? "no reaction coded" : $"reactions in the reports of these days: {string.Join(", ", reactions)}");
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is var end and > 0 ? text[..(end + 1)] : text;
}
