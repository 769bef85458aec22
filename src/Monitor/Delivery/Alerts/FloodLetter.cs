using System.Globalization;

namespace Monitor.Delivery.Alerts;

/// <summary>Many alerts at once as one letter: every one of them with its news, its source, the copy kept and why. Pure.</summary>
internal static class FloodLetter
{
    /// <param name="inputs">One per matter.</param>
    /// <param name="perHour">How many mails an hour may come singly.</param>
    public static AlertLetter Of(IReadOnlyList<AlertInput> inputs, int perHour)
    {
        var safety = inputs.Any(i => i.Watch?.Kind == "safety");
        var subjects = inputs.Select(AlertSubject.Of).ToList();
        var note = inputs[0] is { EscalateTo: { } to, Recipient.EscalateAfter: { } after } ? $" Unseen after {AlertBuilder.Length(after)} they go to {to}." : "";
        return new AlertLetter
        {
            Subject = $"{(safety ? "SAFETY" : "ALERT")} {inputs.Count} alerts in one mail: {subjects[0]}",
            Lead = inputs.Count == 1
                ? $"More than {perHour} alerts came within an hour; this is one more."
                : string.Create(CultureInfo.InvariantCulture, $"More than {perHour} alerts came within an hour; here are {inputs.Count} of them in one mail."),
            Lines = [.. inputs.Select((input, i) => new AlertLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}"), Rows(input, subjects[i])))],
            SeenLink = inputs[0].SeenLink,
            SeenNote = $"This says it of all {inputs.Count}.{note}",
            Foot =
            [
                "You hear of each again only if it changes, in this thread.",
                "Read by rules, not by a person. Read the source before acting.",
            ],
        };
    }

    private static IReadOnlyList<MarkedRow> Rows(AlertInput input, string subject)
    {
        var hit = input.Items[0].Due.Hit;
        return
        [
            new MarkedRow(subject, Text.CleanText.WebLink(hit.Link)),
            AlertBuilder.Copy(input.Site, hit),
            new MarkedRow(AlertTimes.Of(hit, hit.FirstSeen, input.Sent, input.Zone)),
            new MarkedRow($"Here because: {AlertBuilder.Because(input)}"),
        ];
    }
}
