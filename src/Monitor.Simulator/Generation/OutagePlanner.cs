namespace Monitor.Simulator.Generation;

/// <summary>Lays the outages of the chosen faults over the simulated time.</summary>
internal static class OutagePlanner
{
    public static List<Outage> Write(WorldOptions options, Span span)
    {
        var outages = new List<Outage>();
        if (options.Faults.Contains(Faults.Seeded, StringComparer.Ordinal)) outages.AddRange(FaultSchedule.Draw(options, span));
        foreach (var fault in options.Faults.Distinct(StringComparer.Ordinal).Where(f => f != Faults.Seeded))
        {
            var rng = Rng.For(options.Seed, "fault " + fault);
            var days = fault is Faults.FeedShort or Faults.FeedFrozen || Faults.Long.Contains(fault, StringComparer.Ordinal);
            if (days) outages.Add(Stretch(fault, options, span, rng));
            else outages.AddRange(Hours(fault, options, span, rng));
        }

        return [.. outages.OrderBy(o => o.From)];
    }

    /// <summary>One to six hours on about one day in four, and at least once.</summary>
    private static List<Outage> Hours(string fault, WorldOptions options, Span span, Rng rng)
    {
        var outages = new List<Outage>();
        for (var day = span.Start; day < span.LastChange.AddHours(-12); day = day.AddDays(1))
        {
            if (!rng.Chance(25)) continue;
            var from = day.AddMinutes(rng.Between(0, 12 * 60));
            outages.Add(new Outage(fault, Faults.SourceOf(fault), from, from.AddMinutes(rng.Between(60, 360))));
        }

        if (outages.Count == 0)
        {
            var from = span.Start.AddMinutes(options.Days * 360);
            outages.Add(new Outage(fault, Faults.SourceOf(fault), from, from.AddHours(3)));
        }

        return outages;
    }

    /// <summary>A feed is short for days, and stands still long enough for its silence to be told from a quiet week.</summary>
    private static Outage Stretch(string fault, WorldOptions options, Span span, Rng rng)
    {
        var (begin, longest, share) = fault == Faults.FeedShort ? (8, 96, 6) : (14, 14 * 24, 7);
        var from = span.Start.AddHours(options.Days * begin).AddMinutes(rng.Below(600));
        return new Outage(fault, Faults.SourceOf(fault), from, from.AddHours(Math.Min(longest, options.Days * share)));
    }
}
