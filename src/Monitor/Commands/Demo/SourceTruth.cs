using Monitor.Documents;
using Monitor.Simulator;

namespace Monitor.Commands.Demo;

/// <summary>What the hits of one source are against the labels of the world.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Labelled">Pairs of watch and record that a complete search must have found during the play.</param>
/// <param name="Found">Those of them that are hits.</param>
/// <param name="Hits">Pairs of watch and hit, whenever they were found.</param>
/// <param name="Missed">Labelled, and no hit.</param>
/// <param name="Foreign">Hits that no label explains.</param>
internal sealed record SourceTruth(
    string Source, int Labelled, int Found, int Hits, IReadOnlyList<string> Missed, IReadOnlyList<string> Foreign)
{
    /// <param name="world">Its labels, from its first day on.</param>
    /// <param name="stored">Watch and hit, by the world's name of the record.</param>
    /// <param name="isOwed">Whether it appeared during the play, and every search of its source was complete after it.</param>
    public static IReadOnlyList<SourceTruth> Of(
        World world, IReadOnlyList<(string Watch, string Record)> stored, Func<WorldEvent, bool> isOwed)
    {
        var all = world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var events = all.Where(e => e.Type == WorldEventTypes.New).ToList();
        var labels = events.SelectMany(Pairs).ToHashSet();
        // What was taken away before anybody could see it is no miss.
        var gone = all.Where(e => e.Type == WorldEventTypes.Deleted).Select(Record).ToHashSet(StringComparer.Ordinal);
        var wanted = events.Where(e => isOwed(e) && !gone.Contains(Record(e))).SelectMany(Pairs).ToHashSet();
        var hits = stored.ToHashSet();
        return
        [
            .. hits.Concat(wanted).Select(SourceOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(source =>
            {
                var mine = hits.Where(p => SourceOf(p) == source).ToList();
                var asked = wanted.Where(p => SourceOf(p) == source).ToList();
                return new SourceTruth(source, asked.Count, asked.Count(hits.Contains), mine.Count,
                    Lines(asked.Where(p => !hits.Contains(p))), Lines(mine.Where(p => !labels.Contains(p))));
            }),
        ];
    }

    private static string Record(WorldEvent e) => HitId.Of(e.Source, e.ExternalId);

    private static IEnumerable<(string Watch, string Record)> Pairs(WorldEvent e) => e.Watches.Select(w => (w, Record(e)));

    private static string SourceOf((string Watch, string Record) pair) => HitId.Split(pair.Record).Source;

    private static IReadOnlyList<string> Lines(IEnumerable<(string Watch, string Record)> pairs) =>
        [.. pairs.Select(p => $"{p.Watch} {p.Record}").Order(StringComparer.Ordinal)];
}
