using Monitor.Documents;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>What the query counts now from which another one of the same watch takes over.</summary>
/// <param name="Now">Its counts; null = it cannot be asked any more, and whatever is more than it counted last is told.</param>
/// <param name="From">The first day of its next window.</param>
internal sealed record CountsBefore(IReadOnlyList<Counted>? Now, DateOnly From);

/// <summary>New counts against those that are stored.</summary>
/// <param name="Days">Days whose count is another now; 0 where the upstream withdrew all reports of a day.</param>
/// <param name="News">What changed by kind, loud and silent apart.</param>
/// <param name="New">Reports that were not counted before.</param>
/// <param name="Known">Reports that were.</param>
internal sealed record AdverseTally(IReadOnlyList<AdverseDay> Days, IReadOnlyList<AdverseNews> News, int New, int Known)
{
    /// <summary>Of another query than the counts stored, whose place it takes: all days are here.</summary>
    public bool Anew { get; private init; }

    /// <param name="watch">For whom.</param>
    /// <param name="stored">All days stored for the watch.</param>
    /// <param name="counts">The answer.</param>
    /// <param name="quiet">Whether a day belongs to what existed when the watch began.</param>
    /// <param name="before">
    /// The query that <paramref name="stored"/> is of, where this one takes over: a report has no name, so only the counts of both tell
    /// what is old. Null = it is of this one.
    /// </param>
    public static AdverseTally Of(
        string watch, IReadOnlyList<AdverseDay> stored, IReadOnlyList<Counted> counts, Func<PartialDate, bool> quiet, CountsBefore? before = null)
    {
        var (days, news, added, known) = (new List<AdverseDay>(), new List<AdverseNews>(), 0, 0);
        var had = ByDay(stored);
        foreach (var counted in counts)
        {
            var shown = counted.Days.Select(d => d.Day).ToHashSet();
            var gone = before is not null ? [] : stored.Where(d => d.Kind == counted.Kind && d.Day >= counted.From && d.Reports > 0 && !shown.Contains(d.Day)).Select(Nothing);
            var theirs = before?.Now?.FirstOrDefault(c => c.Kind == counted.Kind);
            var their = ByDay(theirs?.Days ?? []);
            var (loud, silent) = (new List<AdverseDay>(), new List<AdverseDay>());
            foreach (var day in counted.Days.Concat(gone))
            {
                var was = had.GetValueOrDefault((day.Kind, day.Day)) ?? Nothing(day);
                added += Math.Max(0, day.Reports - was.Reports);
                known += Math.Min(day.Reports, was.Reports);
                if (before is not null || day != was) days.Add(day);
                if (before is null)
                {
                    (quiet(PartialDate.From(day.Day)) ? silent : loud).Add(Less(day, was));
                }
                else if (!quiet(PartialDate.From(day.Day)))
                {
                    loud.Add(Within(Less(day, was), day));
                }
                else
                {
                    // Of the days that the query before has proved, only what its own next answer would have told is news.
                    var next = before.Now is null ? day : their.GetValueOrDefault((day.Kind, day.Day)) ?? Nothing(day);
                    var told = day.Day < before.From ? Nothing(day) : Within(Less(next, was), day);
                    loud.Add(told);
                    silent.Add(Within(Less(Less(day, told), was), day));
                }
            }

            // The reactions are those of all days counted: where this query takes over, they are not those of the news.
            Tell(loud, quietly: false, before is null ? counted.Reactions : theirs?.Reactions ?? []);
            Tell(silent, quietly: true, counted.Reactions);

            void Tell(List<AdverseDay> all, bool quietly, IReadOnlyList<Reaction> reactions)
            {
                var more = all.Where(d => d is not { Reports: 0, Serious: 0 }).ToList();
                if (more.Count == 0) return;
                news.Add(new AdverseNews
                {
                    Watch = watch, Kind = counted.Kind, Quiet = quietly, Added = more.Sum(d => d.Reports), Serious = more.Sum(d => d.Serious),
                    First = more.Min(d => d.Day), Last = more.Max(d => d.Day), Reactions = reactions, Disclaimer = counted.Disclaimer,
                });
            }
        }

        return new AdverseTally(days, news, added, known) { Anew = before is not null };
    }

    private static AdverseDay Less(AdverseDay day, AdverseDay other) =>
        day with { Reports = day.Reports - other.Reports, Serious = day.Serious - other.Serious };

    private static Dictionary<(string Kind, DateOnly Day), AdverseDay> ByDay(IEnumerable<AdverseDay> days) => days.ToDictionary(d => (d.Kind, d.Day));

    private static AdverseDay Nothing(AdverseDay day) => day with { Reports = 0, Serious = 0 };

    /// <summary>No more than the day has, and never less than nothing: what another query counted less is no news of this one.</summary>
    private static AdverseDay Within(AdverseDay more, AdverseDay day) =>
        day with { Reports = Math.Clamp(more.Reports, 0, day.Reports), Serious = Math.Clamp(more.Serious, 0, day.Serious) };
}
