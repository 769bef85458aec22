using System.Globalization;
using Monitor.Simulator.Fda;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Writes the public notifications, whose pages change in substance and around it, and the untitled letters.</summary>
internal sealed class NotificationPlanner(int seed, Span span)
{
    private static readonly TimeSpan Apart = TimeSpan.FromDays(3) + TimeSpan.FromHours(2);

    private readonly Rng _rng = Rng.For(seed, "notifications");

    public List<Record<PageContent>> Pages() =>
    [
        Page("/vaccines-blood-biologics/safety-availability-biologics/public-safety-notification-example-products", "Public Safety Notification on Example Exosome Products", matched: true,
            ["The agency informs the public of reports of serious harm after exosome products.", "There are currently no approved exosome products. Clinics that offer them deceive patients.", "Report any adverse event."]),
        Page("/vaccines-blood-biologics/consumers-biologics/consumer-alert-example-products", "Consumer Alert on Example Regenerative Products", matched: false,
            ["Products of cells are sold for many diseases.", "Ask whether the product is approved."]),
    ];

    public List<Record<UntitledContent>> Letters()
    {
        var records = new List<Record<UntitledContent>>();
        for (var i = 0; i < 10; i++) records.Add(Letter(records.Count, _rng.Instant(span.HistoryStart, span.Start), i % 4 == 0));
        for (var i = 0; i < span.Scaled(6); i++) records.Add(Letter(records.Count, _rng.Instant(span.Start.AddHours(3), span.LastChange), i % 2 == 0));
        return records;
    }

    private Record<PageContent> Page(string path, string heading, bool matched, IReadOnlyList<string> paragraphs)
    {
        var content = new PageContent { Path = path, Heading = heading, Day = new DateOnly(2019, 12, 6), Paragraphs = paragraphs, Reviewed = new DateOnly(2020, 1, 2) };
        var versions = new List<Version<PageContent>> { new(span.HistoryStart, WorldEventTypes.New, content) };
        Add(WorldEventTypes.Cosmetic, c => c with { Banner = "The FDA is undergoing a reorganization. Some information on this page may be out of date." });
        Add(WorldEventTypes.Updated, c => c with { Paragraphs = [.. c.Paragraphs.SkipLast(1), Vocabulary.Fill("More reports from {place} were received; {few} persons were treated in hospital.", _rng), c.Paragraphs[^1]] });
        Add(WorldEventTypes.Cosmetic, c => c with { Banner = null, Reviewed = c.Reviewed.AddYears(5) });
        return new Record<PageContent>(path.Split('/')[^1], matched ? [DemoWatches.ExosomeSafety] : [], versions);

        void Add(string type, Func<PageContent, PageContent> change)
        {
            var earliest = versions[^1].VisibleFrom < span.Start ? span.Start.AddHours(5) : versions[^1].VisibleFrom + Apart;
            if (earliest >= span.LastChange) return;
            var latest = earliest.AddDays(5);
            versions.Add(new(_rng.Instant(earliest, latest < span.LastChange ? latest : span.LastChange), type, change(versions[^1].Content)));
        }
    }

    private Record<UntitledContent> Letter(int index, DateTimeOffset posted, bool matched)
    {
        var (number, place) = ((700_000 + index).ToString(CultureInfo.InvariantCulture), Vocabulary.Fill("{place}", _rng));
        // A file shows no more than the words of the list.
        var file = index % 3 == 2;
        var path = file ? $"/media/{number}/download" : NotificationHtml.Letters + $"example-clinic-{number}";
        var title = file && matched ? $"Example Clinic {number}, {place}: exosome product" : $"Example Clinic {number}, {place}";
        IReadOnlyList<string> body = matched ? ["Your web site offers extracellular vesicles and exosomes for injection.", $"This letter has the number {number}."] : ["Your advertisement leaves out a risk.", $"This letter has the number {number}."];
        var content = new UntitledContent(path, title, Eastern.Day(posted), body);
        return new Record<UntitledContent>(file ? $"media/{number}" : $"example-clinic-{number}", matched ? [DemoWatches.ExosomeSafety] : [], [new(posted, WorldEventTypes.New, content)]);
    }
}
