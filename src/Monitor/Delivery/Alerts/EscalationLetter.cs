using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>All that an escalation is made of.</summary>
/// <param name="Target">Who is told.</param>
/// <param name="Reader">Name of who has not seen it.</param>
/// <param name="Unseen">Of one mail; at least one.</param>
/// <param name="Original">That mail; null when it is gone.</param>
/// <param name="Now">When this is written.</param>
/// <param name="SeenLink">The target's own link.</param>
/// <param name="Site">Where Monitor is reached.</param>
internal sealed record EscalationInput(Recipient Target, string Reader, IReadOnlyList<Alert> Unseen, OutMessage? Original, DateTimeOffset Now, string SeenLink, Uri Site)
{
    /// <summary>One hit for each matter; those that are gone are absent.</summary>
    public IReadOnlyDictionary<string, Hit> Hits { get; init; } = new Dictionary<string, Hit>();
}

/// <summary>Who has not seen what, since when, and whether it reached them at all. Pure.</summary>
internal static class EscalationLetter
{
    public static AlertLetter Of(EscalationInput input)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(input.Target.Zone);
        var (first, count) = (input.Unseen[0], input.Unseen.Count);
        var waited = AlertBuilder.Length(TimeSpan.FromMinutes(Math.Floor((input.Now - first.Created).TotalMinutes)));
        var title = count == 1 ? first.Title : $"{count} alerts, the first: {first.Title}";
        return new AlertLetter
        {
            Subject = $"UNSEEN for {waited}: {title}",
            Lead = $"{input.Reader} has not said that this alert was seen, in {waited}.",
            Lines =
            [
                new AlertLine("WHAT", [.. input.Unseen.Select(a => new MarkedRow(a.Title))]),
                new AlertLine("UNSEEN", [new MarkedRow($"by {input.Reader} since {AlertTimes.At(first.Created, zone)} ({AlertTimes.ZoneName(input.Now, zone)})"), new MarkedRow(Reached(input.Original, zone))]),
                .. count == 1 && input.Hits.TryGetValue(first.Matter, out var hit) ? About(hit, first.Watch) : [],
                new AlertLine("SOURCE", [.. input.Unseen.SelectMany(a => Source(input, a)),
                    new MarkedRow("the alert as it was sent", new Uri(input.Site, $"messages/{Uri.EscapeDataString(first.MessageId)}").AbsoluteUri)]),
                new AlertLine("HERE BECAUSE", [new MarkedRow($"you are named as the one to be told (escalateTo). Watch {first.Watch}")]),
            ],
            SeenLink = input.SeenLink,
            SeenNote = "This says it for you; both of you can see who said it and when.",
            Foot = ["This is said once. Changes go to those who got the alert.", "Read by rules, not by a person. Read the source before acting."],
        };
    }

    private static IEnumerable<AlertLine> About(Hit hit, string watch)
    {
        yield return new AlertLine("HARM", [new MarkedRow(AlertFacts.Harm(hit))]);
        if (MatchedSentences.Of(hit, watch) is { Count: > 0 } words) yield return new AlertLine("WORDS", words);
    }

    private static IEnumerable<MarkedRow> Source(EscalationInput input, Alert alert)
    {
        if (!input.Hits.TryGetValue(alert.Matter, out var hit)) yield break;
        if (Text.CleanText.WebLink(hit.Link) is { } link) yield return new MarkedRow(input.Unseen.Count > 1 ? alert.Title : "", link);
        yield return AlertBuilder.Copy(input.Site, hit);
    }

    private static string Reached(OutMessage? original, TimeZoneInfo zone) => original switch
    {
        { State: "sent", Sent: { } sent } => $"the mail server took the alert on {AlertTimes.At(sent, zone)}",
        { Error: { } error } => $"the alert has not left: {Text.CleanText.OneLine(error)}",
        _ => "the alert has not left yet",
    };
}
