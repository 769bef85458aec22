using Monitor.Documents;
using Monitor.Identity;
using Monitor.Identity.Reports;
using Monitor.Evidence;
using Monitor.Text;

namespace Monitor.Delivery;

/// <summary>How each kind of document and each kind of change is shown.</summary>
internal static class DigestItems
{
    private const int LongestFact = 160;

    /// <param name="due">What is shown.</param>
    /// <param name="zone">Of the times printed; null = UTC.</param>
    public static DigestItem Of(DueItem due, TimeZoneInfo? zone = null) => new()
    {
        Mark = Marks(due),
        // What studied nobody is not asked whom it studied.
        Glance = due.State.IsNotice ? null : FactLine.Glance(due.Hit),
        Title = Title(due),
        Facts = [.. due.Further.Prepend(due.Revision).SelectMany(ChangeText.Lines).Distinct(StringComparer.Ordinal), .. due.SentBefore is { } sent ? [sent] : Array.Empty<string>(), .. due.SameStudy is { } study ? [study] : Array.Empty<string>(), .. Facts(due, zone ?? TimeZoneInfo.Utc)],
        // The line of the notice stands above.
        Records = [.. ReportLines.Of(due.Hit, due.Also, due.State)
            .Where(l => due.Notice is null || !l.StartsWith($"{Mark(due.Revision.Type)} according to a notice", StringComparison.Ordinal))],
        // The title stands above.
        Snippets = (due.Notice is not null || due.Revision.Type == RevisionType.New) && due.Hit is not Trial
            ? [.. MatchedSentences.Of(due.Notice ?? due.Hit, due.Watch).Where(s => !s.Text.EndsWith("(title)", StringComparison.Ordinal))] : [],
        Because = Because(due.Hit, due.Watch),
        Link = due.Hit.Link,
    };

    /// <summary>What happened, each kind once.</summary>
    private static string? Marks(DueItem due)
    {
        var first = due switch
        {
            _ when DigestSections.IsStopped(due) => "STOPPED",
            { Hit: Trial, Revision.Type: RevisionType.New } => "NEW",
            { Revision: { Type: RevisionType.Updated } revision } when revision.Changes.Any(c => c.Field == "CommentIn") => StateMark.WordOf(StateKind.Comment),
            { Revision.Type: RevisionType.New } => due.State.Gravest?.Word,
            _ => Mark(due.Revision.Type),
        };
        var all = due.Further.Select(r => Mark(r.Type)).Prepend(first).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? null : string.Join(", ", all);
    }

    /// <summary>Publishers put RETRACTED: before the title themselves; the mark says it once.</summary>
    private static string Title(DueItem due) => due.Hit is Article article && !due.State.IsNotice ? TitleMark.Shown(article) : due.Hit.Title;

    public static string? Mark(RevisionType type) => StateMark.After(type) is { } kind ? StateMark.WordOf(kind) : type switch
    {
        RevisionType.New => null,
        RevisionType.StatusChanged => "STATUS",
        RevisionType.ClassAssigned => "CLASS",
        _ => "UPDATED",
    };

    /// <summary>Old → new; of long texts what changed, with the words beside it.</summary>
    public static string Became(string old, string now, int length)
    {
        var (before, after) = WordDiff.Shortened(old, now, length);
        return $"{before} -> {after}";
    }

    private static IEnumerable<string> Facts(DueItem due, TimeZoneInfo zone)
    {
        switch (due.Hit)
        {
            case Article a:
                yield return Citation(a);
                if (!due.State.IsNotice && FactLine.Stated(a) is { } stated) yield return stated;
                yield return Joined("  ", a.Pmid is null ? null : $"PMID {a.Pmid}", a.Doi is null ? null : $"doi {a.Doi}", string.Join(' ', a.Registrations));
                break;
            case Trial t:
                yield return Joined(", ", t.RegistryId, t.Status, t.Phase.Count == 0 ? null : string.Join('/', t.Phase), t.Enrollment is { } people ? $"n={people}" : "n not stated", t.Sponsor);
                break;
            case Notice n:
                yield return Joined(", ", "FDA " + n.NoticeType.Replace('-', ' '), n.Posted is { } at ? $"posted {TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm} {(zone.BaseUtcOffset == TimeSpan.Zero && zone.Id == "UTC" ? "UTC" : "your time")}" : n.Published is { } day ? $"posted {day} (day only)" : "date not stated", n.Firm);
                if (Joined(", ", n.RecallClass, n.Status, n.Reason is null ? null : $"reason: {Short(CleanText.OneLine(n.Reason))}") is { Length: > 0 } recall) yield return recall;
                break;
        }
    }

    private static string Citation(Article a)
    {
        var authors = a.Authors switch
        {
            [] => "Authors not stated",
            [var one] => one.Name,
            [var first, var second] => $"{first.Name}, {second.Name}",
            [var first, ..] => $"{first.Name} et al.",
        };
        return Joined(authors.EndsWith('.') ? " " : ". ", authors, Joined(", ", a.Journal ?? a.Book, a.Published?.ToString()));
    }

    private static string Because(Hit hit, string watch)
    {
        var mine = hit.Matches.Where(m => m.Watch == watch).ToList();
        var words = mine.Where(m => m.Words.Count > 0)
            .DistinctBy(m => m.Clause)
            .Select(m => $"{m.Words[0]} ({m.Field}{(m.Earlier ? ", earlier text" : "")})")
            .ToList();
        return words.Count switch
        {
            0 when mine.Any(m => m.UpstreamOnly) => $"the source's own index; not confirmed in the text. Watch {watch}",
            0 when mine.FirstOrDefault(m => m.Clause?.StartsWith("doi of ", StringComparison.Ordinal) == true) is { Clause: { } clause } => $"the {clause}. Watch {watch}",
            0 => $"Watch {watch}",
            > 4 => string.Join(" + ", words.Take(4)) + $" and {words.Count - 4} more. Watch {watch}",
            _ => string.Join(" + ", words) + $". Watch {watch}",
        };
    }

    private static string Short(string? text) => CleanText.Cut(text ?? "", LongestFact);

    private static string Joined(string between, params string?[] parts) => string.Join(between, parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}
