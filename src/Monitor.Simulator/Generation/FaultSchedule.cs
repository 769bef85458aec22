namespace Monitor.Simulator.Generation;

/// <summary>
/// Draws which of all known faults strike, when and for how long, from the seed: minutes to a day and more, beside and over
/// one another, also in the first minute. The last day and a half stay free, so that everything can be caught up.
/// </summary>
internal static class FaultSchedule
{
    private static readonly TimeSpan Recovery = TimeSpan.FromHours(36);

    public static List<Outage> Draw(WorldOptions options, Span span)
    {
        var chosen = Rng.For(options.Seed, "fault schedule").Shuffled(Faults.First);
        var most = Rng.For(options.Seed, "fault schedule, kinds").Between(1, chosen.Count);
        // Of the others so large a share, each by itself.
        var others = Faults.Known.Except(Faults.First, StringComparer.Ordinal).Where(f => Rng.For(options.Seed, "fault schedule, whether " + f).Below(chosen.Count) < most);
        return [.. chosen.Take(most).Concat(others).SelectMany(fault => Of(fault, options, span)).OrderBy(o => o.From).ThenBy(o => o.Fault, StringComparer.Ordinal)];
    }

    /// <summary>A stream of its own per fault: a fault that is added to the simulator later moves none of the others' times.</summary>
    private static IEnumerable<Outage> Of(string fault, WorldOptions options, Span span)
    {
        var rng = Rng.For(options.Seed, "fault schedule, " + fault);
        var end = options.End.ToUniversalTime() - Recovery;
        if (end <= span.Start) end = span.Start + ((options.End - options.Start) / 2);
        for (var left = rng.Between(1, 4); left > 0; left--)
        {
            var from = rng.Chance(5) ? span.Start : rng.Instant(span.Start, end);
            var to = from.AddMinutes(Minutes(fault, rng));
            yield return new Outage(fault, Faults.SourceOf(fault), from, to < end ? to : end.AddMinutes(1));
        }
    }

    /// <summary>Mostly within an hour or a few; one in seven lasts into the next day. A feed is short for days or not worth noticing.</summary>
    private static int Minutes(string fault, Rng rng)
    {
        if (Faults.Long.Contains(fault, StringComparer.Ordinal)) return rng.Between(5 * 24 * 60, 25 * 24 * 60);
        if (fault == Faults.FeedShort) return rng.Between(60, 96 * 60);
        return rng.Below(100) switch
        {
            < 45 => rng.Between(5, 60),
            < 85 => rng.Between(60, 6 * 60),
            _ => rng.Between(6 * 60, 30 * 60),
        };
    }
}
