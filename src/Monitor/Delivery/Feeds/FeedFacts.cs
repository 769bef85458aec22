using Monitor.Documents;

namespace Monitor.Delivery.Feeds;

/// <summary>One line of the facts that rules found in a record.</summary>
internal static class FeedFacts
{
    /// <summary>Such as <c>design: rct · species: people · participants: 48</c>; null where no rule said anything.</summary>
    public static string? Line(Hit hit) => hit.Tags.Count == 0
        ? null
        : string.Join(" · ", hit.Tags.DistinctBy(t => (t.Name, t.Value)).Select(t => $"{t.Name.Replace('-', ' ')}: {t.Value.Replace('-', ' ')}"));
}
