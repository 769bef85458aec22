using System.Globalization;

namespace Monitor.Delivery.Alerts;

/// <summary>
/// Many alerts at once as one letter: each with its news, its source, the copy kept and why; as many of them as a mail may hold,
/// and where the rest stands. Pure.
/// </summary>
internal static class FloodLetter
{
    /// <summary>Mail programs cut off what is longer than about 100 KB; headers and the line to unsubscribe come on top of this.</summary>
    private const int Budget = 90_000;

    /// <summary>What a mail has besides its lines, about: the style alone takes 2,000.</summary>
    private const int Around = 6_000;

    /// <summary>Of one text, in characters, and of one address. A longer address is not shown: half of one leads nowhere.</summary>
    private const int LongestText = 500, LongestLink = 1_000;

    /// <param name="inputs">One per matter.</param>
    /// <param name="perHour">How many mails an hour may come singly.</param>
    /// <param name="whole">Address of the page that lists all of it.</param>
    public static AlertLetter Of(IReadOnlyList<AlertInput> inputs, int perHour, Uri whole)
    {
        var safety = inputs.Any(i => i.Watch is { IsSafety: true });
        var subjects = inputs.Select(AlertSubject.Of).ToList();
        var note = inputs[0] is { EscalateTo: { } to, Recipient.EscalateAfter: { } after } ? $" Unseen after {AlertBuilder.Length(after)} they go to {to}." : "";
        return new AlertLetter
        {
            Subject = $"{(safety ? "SAFETY" : "ALERT")} {inputs.Count} alerts in one mail: {Text.CleanText.Cut(subjects[0], LongestText)}",
            Lead = inputs.Count == 1
                ? $"More than {perHour} alerts came within an hour; this is one more."
                : string.Create(CultureInfo.InvariantCulture, $"More than {perHour} alerts came within an hour; these are {inputs.Count} of them in one mail."),
            Lines = Lines(inputs, subjects, whole),
            SeenFirst = true,
            SeenLink = inputs[0].SeenLink,
            SeenNote = $"This says it of all {inputs.Count}.{note}",
            Foot =
            [
                "You hear of each again only if it changes, in this thread.",
                "Read by rules, not by a person. Read the source before acting.",
            ],
        };
    }

    private static IReadOnlyList<AlertLine> Lines(IReadOnlyList<AlertInput> inputs, IReadOnlyList<string> subjects, Uri whole)
    {
        var lines = new List<AlertLine>();
        var left = Budget - Around;
        foreach (var (input, subject) in inputs.Zip(subjects))
        {
            var line = new AlertLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Count + 1}"), Rows(input, subject));
            left -= line.Rows.Sum(Cost);
            if (left < 0) break;
            lines.Add(line);
        }

        if (inputs.Count > lines.Count)
        {
            lines.Add(new AlertLine("MORE", [new MarkedRow(string.Create(CultureInfo.InvariantCulture, $"and {inputs.Count - lines.Count} more, which this mail is too short for"), whole.AbsoluteUri)]));
        }

        return lines;
    }

    /// <summary>Bytes of a row in the mail, rather too many: its text stands in both parts, its address once in one and twice in the other.</summary>
    private static int Cost(MarkedRow row) => 150 + (2 * Written(row.Text)) + (3 * Written(row.Link ?? ""));

    /// <summary>In quoted-printable, where HTML writes some signs by name; a sixth more for the breaks of lines.</summary>
    private static int Written(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        '&' or '<' or '>' or '"' or '\'' or '+' or '`' => 6,
        '=' => 3,
        >= ' ' and <= '~' => 1,
        _ => Math.Max(8, 3 * rune.Utf8SequenceLength),
    }) * 7 / 6;

    private static string? Shown(string? link) => link is { Length: <= LongestLink } ? link : null;

    private static IReadOnlyList<MarkedRow> Rows(AlertInput input, string subject)
    {
        var hit = input.Items[0].Due.Hit;
        return
        [
            new MarkedRow(Text.CleanText.Cut(subject, LongestText), Shown(Text.CleanText.WebLink(hit.Link))),
            AlertBuilder.Copy(input.Site, hit),
            new MarkedRow(AlertTimes.Of(hit, hit.FirstSeen, input.Sent, input.Zone)),
            new MarkedRow(Text.CleanText.Cut($"Here because: {AlertBuilder.Because(input)}", LongestText)),
        ];
    }
}
