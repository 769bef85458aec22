using System.Globalization;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>All that a digest is made of.</summary>
internal sealed record DigestInput
{
    public required Recipient Recipient { get; init; }
    public required IReadOnlyList<Watch> Watches { get; init; }
    public required IReadOnlyList<DueItem> Due { get; init; }
    public IReadOnlyList<QuietBatch> Started { get; init; } = [];

    /// <summary>Of the reader's watches, not announced to the reader yet.</summary>
    public IReadOnlyList<WatchChange> Changes { get; init; } = [];

    /// <summary>New reports of adverse events, not told to the reader yet.</summary>
    public IReadOnlyList<ReportNews> Reports { get; init; } = [];

    /// <summary>What came at once since the digest before.</summary>
    public IReadOnlyList<string> Alerted { get; init; } = [];

    public IReadOnlyList<ExpectState> Expected { get; init; } = [];
    public IReadOnlyList<Poll> Polls { get; init; } = [];
    public IReadOnlyList<SourceState> Sources { get; init; } = [];
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>The open ones, of all sources.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init; } = [];

    /// <summary>Until when each search is proved complete.</summary>
    public IReadOnlyList<ProvedSearch> Proved { get; init; } = [];

    /// <summary>Watches and recipients that could not be read from the configuration.</summary>
    public IReadOnlyList<string> NotWatched { get; init; } = [];

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public int MaxItems { get; init; } = 10;
    public required string RestLink { get; init; }

    /// <summary>Where the ids of what a changed query gained and lost stand.</summary>
    public string WatchesLink { get; init; } = "";
}

/// <summary>A search and until when it is proved complete; its watch is null for a feed.</summary>
internal sealed record ProvedSearch(string Source, string Key, string? Watch, string Query, DateTimeOffset Until);

/// <summary>Due revisions to a digest: retractions and safety first, then new studies, trials, changes, older finds. Pure.</summary>
internal static class DigestBuilder
{
    public static Digest Build(DigestInput input)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(input.Recipient.Zone);
        var sections = Sections(input);
        var shown = new List<DigestSection>();
        var left = input.MaxItems;
        foreach (var (heading, items) in sections)
        {
            if (left == 0) break;
            var grouped = DigestEvents.Grouped(items);
            var part = grouped.Take(left).Select(DigestEvents.Of).ToList();
            left -= part.Count;
            shown.Add(new DigestSection($"{heading} ({grouped.Count})", part));
        }

        var looked = new DigestLooked(input, zone);
        return new Digest
        {
            Subject = Subject(input, zone),
            Lead = Lead(input),
            Sections = shown,
            Rest = sections.Sum(s => DigestEvents.Grouped(s.Items).Count) - shown.Sum(s => s.Items.Count),
            RestLink = input.RestLink,
            Alerted = input.Alerted,
            Started = [.. input.Started.GroupBy(b => b.Watch).Select(g => Started(g, zone))],
            Alarms = [.. ExpectState.Alarms(input.Expected, input.Watches), .. looked.Alarms()],
            Changed = [.. input.Changes.SelectMany(c => Changed(c, input.WatchesLink, zone))],
            Reports = DigestReports.Lines(input.Reports, input.Watches),
            Looked = input.Due.Count > 0 ? looked.Lines() : [.. looked.Lines(), .. looked.Proof()],
            NotLooked = looked.Missing(),
        };
    }

    private static List<(string Heading, List<DueItem> Items)> Sections(DigestInput input)
    {
        var now = input.To;
        var context = input.Due.Where(d => DigestContext.Holds(input, d)).ToHashSet(ReferenceEqualityComparer.Instance);
        var sections = new (string Heading, Func<DueItem, bool> Holds)[]
        {
            ("FIRST", d => d.Revision.Type is RevisionType.Retracted or RevisionType.ExpressionOfConcern or RevisionType.Deleted || d.Hit is Notice || IsRetracted(d)),
            ("NEW STUDIES", d => d is { Hit: Article, Revision.Type: RevisionType.New } && !IsOlder(d, now) && !context.Contains(d)),
            ("TRIALS", d => d.Hit is Trial && !context.Contains(d)),
            ("CHANGED", d => d.Revision.Type != RevisionType.New && !context.Contains(d)),
            (DigestContext.Heading(input), context.Contains),
            ("OLDER, FOUND ONLY NOW", _ => true),
        };
        var left = input.Due.ToList();
        var result = new List<(string, List<DueItem>)>();
        foreach (var (heading, holds) in sections)
        {
            var mine = left.Where(holds).ToList();
            if (mine.Count == 0) continue;
            left.RemoveAll(d => mine.Contains(d));
            result.Add((heading, mine));
        }

        return result;
    }

    private static bool IsRetracted(DueItem due) => due is { Hit: Article article, Revision.Type: RevisionType.New } && ArticleChanges.IsRetracted(article);

    /// <summary>Printed more than a year before it was found.</summary>
    private static bool IsOlder(DueItem due, DateTimeOffset now) =>
        due.Hit.Published is { } published && published.Last < DateOnly.FromDateTime(now.UtcDateTime).AddYears(-1);

    private static string Subject(DigestInput input, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(input.To, zone).ToString("ddd d MMM", CultureInfo.InvariantCulture);
        var titles = string.Join(", ", input.Watches.Select(w => w.Title));
        if (titles.Length > 60) titles = $"{input.Watches.Count} watches";
        return $"{Counts(input)} | {titles} | {day}";
    }

    private static string Counts(DigestInput input)
    {
        var parts = new List<string>();
        void Count(int n, string one, string many)
        {
            if (n > 0) parts.Add($"{n} {(n == 1 ? one : many)}");
        }

        bool InContext(DueItem d) => DigestContext.Holds(input, d) && !IsRetracted(d);
        int Of(Func<DueItem, bool> holds) => input.Due.Count(holds);
        Count(Of(d => d.Revision.Type == RevisionType.Retracted || IsRetracted(d)), "retraction", "retractions");
        Count(DigestEvents.Grouped(input.Due.Where(d => d.Hit is Notice)).Count, "FDA notice", "FDA notices");
        Count(Of(d => d.Revision.Type == RevisionType.ExpressionOfConcern), "expression of concern", "expressions of concern");
        Count(Of(d => d is { Hit: Article, Revision.Type: RevisionType.New } && !IsRetracted(d) && !InContext(d)), "new paper", "new papers");
        Count(Of(d => d is { Hit: Trial, Revision.Type: RevisionType.New } && !InContext(d)), "new trial", "new trials");
        Count(Of(d => d.Hit is Trial && d.Revision.Type != RevisionType.New && !InContext(d)), "trial changed", "trials changed");
        Count(Of(d => d.Hit is Article && d.Revision.Type is not (RevisionType.New or RevisionType.Retracted or RevisionType.ExpressionOfConcern) && !InContext(d)), "correction", "corrections");
        Count(Of(InContext), "in context", "in context");
        if (parts.Count > 0) return string.Join(", ", parts);
        if (input.Changes.Count > 0) return "Query changed";
        return input.Started.Count > 0 ? "Now watching" : new DigestLooked(input, TimeZoneInfo.Utc).Alarms().Count > 0 ? "Nothing new found, with alarms" : "Nothing new";
    }

    private static string Lead(DigestInput input) => input.Due.Count switch
    {
        0 when input.Changes.Count > 0 => "A query has changed; what it gained and lost among the stored hits is below and was not sent item by item.",
        0 when input.Started.Count > 0 => "The watches below have started; what exists already is stored and was not sent item by item.",
        0 when new DigestLooked(input, TimeZoneInfo.Utc).Alarms().Count > 0 => "We found nothing new, but what stands first below says that this may be wrong.",
        0 => "We looked and found nothing new; below is where and how much.",
        _ => $"{Counts(input)} since {input.From.ToString("d MMM", CultureInfo.InvariantCulture)}.",
    };

    private static IEnumerable<string> Changed(WatchChange change, string link, TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(change.At, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);
        yield return $"{change.Watch}, {at}: of the hits stored {change.Gained.Count} gained (silently), {change.Lost.Count} lost. Which: {link}";
        yield return $"{change.Watch}: {Shortened(change.OldQuery)} -> {Shortened(change.NewQuery)}";
    }

    private static string Shortened(string query) => query.Length <= 200 ? query : query[..197] + "...";

    private static string Started(IGrouping<string, QuietBatch> batches, TimeZoneInfo zone)
    {
        var parts = batches.GroupBy(b => (b.Source, b.Reason)).Select(g => $"{g.Key.Source} {g.Sum(b => b.Hits)}{(g.Key.Reason == "import" ? " (import)" : "")}");
        var since = batches.Min(b => b.Since) is { } from ? $" since {TimeZoneInfo.ConvertTime(from, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        return $"{batches.Key}: {batches.Sum(b => b.Hits)} stored silently{since} ({string.Join(", ", parts)})";
    }
}
