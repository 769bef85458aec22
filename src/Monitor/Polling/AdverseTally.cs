using Monitor.Documents;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>New counts against those that are stored.</summary>
/// <param name="Days">Days whose count is another now; 0 where the upstream withdrew all reports of a day.</param>
/// <param name="News">What changed by kind, loud and silent apart.</param>
/// <param name="New">Reports that were not counted before.</param>
/// <param name="Known">Reports that were.</param>
internal sealed record AdverseTally(IReadOnlyList<AdverseDay> Days, IReadOnlyList<AdverseNews> News, int New, int Known)
{
    /// <param name="watch">For whom.</param>
    /// <param name="stored">All days stored for this query.</param>
    /// <param name="counts">The answer.</param>
    /// <param name="quiet">Whether a day belongs to what existed when the watch began.</param>
    public static AdverseTally Of(string watch, IReadOnlyList<AdverseDay> stored, IReadOnlyList<Counted> counts, Func<PartialDate, bool> quiet)
    {
        var (days, news, added, known) = (new List<AdverseDay>(), new List<AdverseNews>(), 0, 0);
        var before = stored.ToDictionary(d => (d.Kind, d.Day));
        foreach (var counted in counts)
        {
            var shown = counted.Days.Select(d => d.Day).ToHashSet();
            var gone = stored.Where(d => d.Kind == counted.Kind && d.Day >= counted.From && d.Reports > 0 && !shown.Contains(d.Day)).Select(d => d with { Reports = 0, Serious = 0 });
            var changes = new List<(AdverseDay Now, AdverseDay Was)>();
            foreach (var day in counted.Days.Concat(gone))
            {
                var was = before.GetValueOrDefault((day.Kind, day.Day)) ?? day with { Reports = 0, Serious = 0 };
                added += Math.Max(0, day.Reports - was.Reports);
                known += Math.Min(day.Reports, was.Reports);
                if (day != was) changes.Add((day, was));
            }

            days.AddRange(changes.Select(c => c.Now));
            news.AddRange(changes.GroupBy(c => quiet(PartialDate.From(c.Now.Day))).Select(g => new AdverseNews
            {
                Watch = watch, Kind = counted.Kind, Quiet = g.Key,
                Added = g.Sum(c => c.Now.Reports - c.Was.Reports), Serious = g.Sum(c => c.Now.Serious - c.Was.Serious),
                First = g.Min(c => c.Now.Day), Last = g.Max(c => c.Now.Day), Reactions = counted.Reactions, Disclaimer = counted.Disclaimer,
            }));
        }

        return new AdverseTally(days, news, added, known);
    }
}
