using System.Globalization;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>All that a digest is made of.</summary>
internal sealed record DigestInput
{
    public required Recipient Recipient { get; init; }
    public required IReadOnlyList<Watch> Watches { get; init; }
    public required IReadOnlyList<DueItem> Due { get; init; }
    public IReadOnlyList<QuietBatch> Started { get; init; } = [];

    /// <summary>How many reports the records stored silently are, by watch.</summary>
    public IReadOnlyDictionary<string, int> StartedReports { get; init; } = new Dictionary<string, int>();

    /// <summary>Of the reader's watches, not announced to the reader yet.</summary>
    public IReadOnlyList<WatchChange> Changes { get; init; } = [];

    /// <summary>New reports of adverse events, not told to the reader yet.</summary>
    public IReadOnlyList<AdverseNews> Reports { get; init; } = [];

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

    /// <summary>Of the reader's watches: what a source can never be asked.</summary>
    public IReadOnlyList<string> NeverAsked { get; init; } = [];

    /// <summary>The sources of regulators' notices that are asked.</summary>
    public IReadOnlyList<string> NoticeSources { get; init; } = [];

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public int MaxItems { get; init; } = 10;
    public required string RestLink { get; init; }

    /// <summary>Under which readers reach Monitor; null = items have no page.</summary>
    public Uri? Site { get; init; }

    /// <summary>Where the ids of what a changed query gained and lost stand.</summary>
    public string WatchesLink { get; init; } = "";
}

/// <summary>A search and until when it is proved complete; its watch is null for a feed.</summary>
internal sealed record ProvedSearch(string Source, string Key, string? Watch, string Query, DateTimeOffset Until);

/// <summary>Due revisions to a digest: retractions and safety first, then new studies, trials, changes, older finds. Pure.</summary>
internal static class DigestBuilder
{
    private const int LongestQuery = 200;

    public static Digest Build(DigestInput input)
    {
        input = input with { Due = DigestOnce.Of(input.Due) };
        var zone = TimeZoneInfo.FindSystemTimeZoneById(input.Recipient.Zone);
        var sections = DigestSections.Of(input);
        var shown = new List<DigestSection>();
        var (left, number) = (input.MaxItems, 0);
        foreach (var (heading, items) in sections)
        {
            if (left == 0) break;
            var grouped = DigestEvents.Grouped(items);
            var part = grouped.Take(left).Select(g => Placed(DigestEvents.Of(g, zone), g[0], input, DigestSections.IsBrief(heading), ref number)).ToList();
            left -= part.Count;
            shown.Add(new DigestSection($"{heading} ({grouped.Count})", part));
        }

        var looked = new DigestLooked(input, zone);
        var reports = sections.Sum(s => DigestEvents.Grouped(s.Items).Count);
        return new Digest
        {
            Subject = DigestSubject.Of(input, zone),
            Lead = DigestSubject.Lead(input),
            Sections = shown,
            Rest = reports - shown.Sum(s => s.Items.Count),
            RestLink = input.RestLink,
            Alerted = input.Alerted,
            Started = [.. input.Started.GroupBy(b => b.Watch).Select(g => Started(g, input.StartedReports.GetValueOrDefault(g.Key), zone))],
            Alarms = [.. ExpectState.Alarms(input.Expected, input.Watches), .. looked.Alarms()],
            Changed = [.. input.Changes.SelectMany(c => Changed(c, input.WatchesLink, zone))],
            Reports = DigestAdverse.Lines(input.Reports, input.Watches),
            Looked = input.Due.Count > 0 ? looked.Lines(reports) : [.. looked.Lines(0), .. looked.Proof()],
            NotLooked = looked.Missing(),
        };
    }

    /// <summary>An item with its number and the link to its own page.</summary>
    private static DigestItem Placed(DigestItem item, DueItem due, DigestInput input, bool brief, ref int number) => item with
    {
        Brief = brief,
        Number = brief ? null : ++number,
        Page = input.Site is { } site ? new Uri(site, $"hits/{Uri.EscapeDataString(due.Hit.Id)}").AbsoluteUri : null,
    };

    private static IEnumerable<string> Changed(WatchChange change, string link, TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(change.At, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);
        yield return $"{change.Watch}, {at}: of the records stored {change.Gained.Count} gained (silently), {change.Lost.Count} lost. Which: {link}";
        yield return $"{change.Watch}: {DigestItems.Became(change.OldQuery, change.NewQuery, LongestQuery)}";
    }

    /// <param name="batches">Of one watch.</param>
    /// <param name="reports">How many reports their records are; 0 = not known.</param>
    private static string Started(IGrouping<string, QuietBatch> batches, int reports, TimeZoneInfo zone)
    {
        var records = batches.Sum(b => b.Hits);
        var parts = batches.GroupBy(b => (b.Source, b.Reason)).Select(g => $"{g.Key.Source} {g.Sum(b => b.Hits)}{(g.Key.Reason == "import" ? " (import)" : "")}");
        var since = batches.Min(b => b.Since) is { } from ? $" since {TimeZoneInfo.ConvertTime(from, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        var many = $"{records} {(records == 1 ? "record" : "records")}";
        var what = reports == 0 ? many : $"{reports} {(reports == 1 ? "report" : "reports")} in {many}";
        return $"{batches.Key}: {what} stored silently{since} (records: {string.Join(", ", parts)})";
    }
}
