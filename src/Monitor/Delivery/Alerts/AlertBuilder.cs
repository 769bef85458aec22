using Monitor.Documents;
using Monitor.Identity;
using Monitor.Text;

namespace Monitor.Delivery.Alerts;

/// <summary>What mails at once, as a letter about one matter: what, who, harm, words, times, links, source, why, what to do. Pure.</summary>
internal static class AlertBuilder
{
    public static AlertLetter Build(AlertInput input)
    {
        var first = input.Items[0];
        var subject = AlertSubject.Of(input);
        return new AlertLetter
        {
            Subject = subject,
            Lead = Lead(input, subject),
            Lines = [.. Lines(input).Where(l => l.Rows.Count > 0)],
            SeenLink = first.Before?.Seen is null ? input.SeenLink : null,
            SeenNote = SeenNote(first, input),
            Foot =
            [
                Again(first),
                $"Read by rules, not by a person. Read the {(first.Due.Hit is Notice { NoticeType: var type } && type.Contains("letter", StringComparison.Ordinal) ? "letter" : "source")} before acting.",
            ],
        };
    }

    private static IEnumerable<AlertLine> Lines(AlertInput input)
    {
        var first = input.Items[0];
        var hit = first.Due.Hit;
        yield return Line("CHANGED", Changes(input.Items));
        yield return Line("EVENT", EventNews.Why(input.Items));
        if (first is { Kind: AlertKinds.Retraction, Sent: { } sent }) yield return Line("SENT", [$"You got it on {AlertTimes.Day(sent.At, input.Zone)}, in \"{CleanText.OneLine(sent.Subject)}\"."]);
        Hit read = first.Due.Notice ?? hit;
        var words = MatchedSentences.Of(read, first.Due.Watch);
        yield return Line("WHAT", What(input, AlertSubject.Of(input), quoted: first.Before is null && words.Any(w => w.Text.EndsWith("(reason)", StringComparison.Ordinal))));
        if (first.Before is null && first.Kind != AlertKinds.Retraction)
        {
            yield return Line("WHO", AlertFacts.Who(read));
            yield return Line("HARM", [AlertFacts.Harm(read)]);
            yield return new AlertLine("WORDS", words);
        }

        yield return Line("RECORDS", EventNews.Records(input.Items));
        yield return Line("TIMES", Times(input));
        yield return Line("ALSO", ReportLines.Of(hit, first.Due.Also, first.Due.State));
        yield return Line("LINKED", Linked(hit));
        yield return new AlertLine("SOURCE", [.. Source(hit), Copy(input.Site, hit), .. Event(input)]);
        yield return Line("HERE BECAUSE", [Because(input)]);
    }

    /// <summary>The copy that was kept when the source was read: it stays when the source is gone.</summary>
    public static MarkedRow Copy(Uri site, Hit hit) => new("copy kept", new Uri(site, $"hits/{Uri.EscapeDataString(hit.Id)}").AbsoluteUri);

    private static IEnumerable<MarkedRow> Event(AlertInput input) =>
        input.Items[0].Event is { } known ? [new MarkedRow($"all {known.Members} notices of this event", new Uri(input.Site, $"events/{Uri.EscapeDataString(known.Id)}").AbsoluteUri)] : [];

    /// <summary>The words that brought it here, with the watch.</summary>
    public static string Because(AlertInput input)
    {
        var because = DigestItems.Of(input.Items[0].Due).Because;
        return input.Watch is { } watch ? $"{because} ({CleanText.OneLine(watch.Title)})" : because;
    }

    private static AlertLine Line(string label, IEnumerable<string> rows) => new(label, [.. rows.Select(r => new MarkedRow(CleanText.OneLine(r) ?? ""))]);

    private static string Lead(AlertInput input, string subject)
    {
        if (input.Items[0].Before is not { } before) return subject;
        return EventNews.Lead(input.Items, AlertTimes.Day(before.Created, input.Zone));
    }

    private static IEnumerable<string> Changes(IReadOnlyList<AlertItem> items)
    {
        var products = items.Select(i => i.Due.Hit.Id).Distinct(StringComparer.Ordinal).Count();
        foreach (var (change, count) in items.SelectMany(i => Change(i)).CountBy(c => c, StringComparer.Ordinal))
        {
            yield return count == products || products == 1 ? change : $"{change} ({count} of {products} products)";
        }
    }

    private static IEnumerable<string> Change(AlertItem item)
    {
        if (item.Due.Revision.Type == RevisionType.New) return item.Before is null ? [] : item.Due.Hit is Notice ? [] : ["a further record of the same matter"];
        var lines = ChangeText.Lines(item.Due.Revision).ToList();
        return lines.Count > 0 ? lines : [DigestItems.Mark(item.Due.Revision.Type)?.ToLowerInvariant() ?? "changed"];
    }

    private static IEnumerable<string> What(AlertInput input, string subject, bool quoted)
    {
        var (items, hit) = (input.Items, input.Items[0].Due.Hit);
        // The lead of a first alert is its subject.
        if (items[0].Before is not null || !subject.Contains(hit.Title.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
            yield return AlertSubject.Whole(items[0].Due);
        switch (hit)
        {
            case Notice n:
                yield return Joined("FDA " + n.NoticeType.Replace('-', ' '), n.Firm is { } firm && n.Title.Contains(firm, StringComparison.OrdinalIgnoreCase) ? null : n.Firm, n.RecallClass, n.Status, n.NoticeType == "warning-letter" ? n.Abstract : null);
                if (!quoted && n.Reason is { } reason && !n.Title.Contains(reason, StringComparison.OrdinalIgnoreCase)) yield return $"Reason: {reason}";
                break;
            case Article a:
                yield return Joined(AlertKinds.DesignOf(a)?.Replace('-', ' '), Authors(a), a.Journal ?? a.Book, a.Pmid is null ? null : $"PMID {a.Pmid}", a.Doi is null ? null : $"doi {a.Doi}");
                break;
            case Trial t:
                yield return Joined(t.RegistryId, t.Status, t.Sponsor);
                break;
        }

        var further = items.Select(i => i.Due.Hit.Id).Distinct(StringComparer.Ordinal).Count() - 1;
        if (further > 0) yield return $"and {further} further {(items.All(i => i.Due.Hit is Notice { NoticeType: "recall", EventId: not null }) ? "product" : "notice")}{(further == 1 ? "" : "s")} of this event";
    }

    private static IEnumerable<string> Times(AlertInput input)
    {
        var first = input.Items[0];
        yield return AlertTimes.Of(first.Due.Hit, first.Due.Hit.FirstSeen, input.Sent, input.Zone);
        if (first.Due.Revision.Type != RevisionType.New) yield return $"change first seen {AlertTimes.At(first.Due.Revision.At, input.Zone)}";
    }

    /// <summary>Only what the record itself states.</summary>
    private static IEnumerable<string> Linked(Hit hit)
    {
        if (hit is not Article article) yield break;
        if (article.Registrations.Count > 0) yield return $"Registration stated in the record: {string.Join(", ", article.Registrations.Take(5))}";
        foreach (var link in article.Corrections.Where(c => c.Pmid is not null || c.Doi is not null).Take(3))
            yield return $"{ChangeText.Name(link.Type)}: {(link.Pmid is null ? $"doi {link.Doi}" : $"PMID {link.Pmid}")}";
    }

    private static IEnumerable<MarkedRow> Source(Hit hit) =>
        CleanText.WebLink(hit.Link) is { } link ? [new MarkedRow("", link)] : [new MarkedRow($"{hit.Source} gave no web address; it is {hit.ExternalId} there")];

    private static string? SeenNote(AlertItem first, AlertInput input) =>
        first.Before is { Seen: { } seen } before ? $"Seen by {before.SeenBy}, {AlertTimes.At(seen, input.Zone)}."
        : first.Before is { Escalated: { } told } ? $"Not seen; {input.EscalateTo ?? "another reader"} was told {AlertTimes.At(told, input.Zone)}."
        : input is { EscalateTo: { } to, Recipient.EscalateAfter: { } after } ? $"Unseen after {Length(after)} it goes to {to}."
        : null;

    /// <summary>Such as <c>4 h</c>, <c>30 min</c>, <c>2 days</c>.</summary>
    public static string Length(TimeSpan time) =>
        time.TotalDays >= 2 && time == TimeSpan.FromDays(Math.Floor(time.TotalDays)) ? $"{(int)time.TotalDays} days"
        : time == TimeSpan.FromHours(Math.Floor(time.TotalHours)) ? $"{(int)time.TotalHours} h"
        : $"{(int)time.TotalMinutes} min";

    private static string Again(AlertItem first) => first.Due.Hit switch
    {
        Notice => "You hear of it again only if it changes (text, class, status, end, removal, re-posting), in this thread.",
        Article => "You hear of it again only if it changes (correction, expression of concern, retraction, withdrawal), in this thread.",
        _ => "You hear of it again only if it changes, in this thread.",
    };

    private static string? Authors(Article a) => a.Authors switch
    {
        [] => null,
        [var one] => one.Name,
        [var one, ..] => $"{one.Name} et al.",
    };

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}
