using System.Globalization;
using System.Text;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Writes the notices: enough older ones that every feed is full from the start, and those of the simulated time.</summary>
internal sealed class NoticePlanner(int seed, Span span)
{
    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal)
    {
        ["press-releases"] = "/news-events/press-announcements/",
        ["medwatch"] = "/safety/medical-product-safety-information/",
        ["biologics"] = "/vaccines-blood-biologics/safety-availability-biologics/",
    };

    private readonly Rng _rng = Rng.For(seed, "notices");
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Feeds => Folders.Keys;

    public List<Record<NoticeContent>> Write()
    {
        var records = new List<Record<NoticeContent>>();
        foreach (var feed in Feeds) Write(records, 22, span.Start.AddDays(-60), span.Start, feed, onTopicEvery: 6);
        Write(records, span.Scaled(25), span.Start.AddHours(3), span.LastChange, null, onTopicEvery: 2);
        Republish(records);
        return records;
    }

    /// <summary>One notice on topic comes again under its old address, with more to say.</summary>
    private void Republish(List<Record<NoticeContent>> records)
    {
        var index = records.FindIndex(r => r.Watches.Count > 0 && r.Versions[0].VisibleFrom >= span.Start && r.Versions[0].VisibleFrom.AddDays(4) < span.LastChange);
        if (index < 0) return;
        var first = records[index].Versions[0].Content;
        var at = _rng.Instant(first.Published.AddDays(3).AddHours(1), span.LastChange);
        var again = first with
        {
            Title = "UPDATE: " + first.Title,
            Description = first.Description + " Updated with further reports.",
            Paragraphs = [.. first.Paragraphs, "Update: two more reports were received."],
            Published = at,
        };
        records[index] = records[index] with { Versions = [.. records[index].Versions, new(at, WorldEventTypes.Updated, again)] };
    }

    private void Write(List<Record<NoticeContent>> records, int count, DateTimeOffset from, DateTimeOffset to, string? feed, int onTopicEvery)
    {
        var feeds = Feeds.ToList();
        var onTopic = _rng.Shuffled(NoticeRecipes.OnTopic);
        var offTopic = _rng.Shuffled(NoticeRecipes.OffTopic);
        for (var i = 0; i < count; i++)
        {
            var deck = i % onTopicEvery == 0 ? onTopic : offTopic;
            var main = feed ?? feeds[i % feeds.Count];
            // Some notices stand in two feeds under one address.
            var carried = feed is null && _rng.Chance(15) ? feeds.Where(f => f == main || f == "biologics").ToList() : [main];
            records.Add(Record(deck[i / 2 % deck.Count], main, carried, _rng.Instant(from, to)));
        }
    }

    private Record<NoticeContent> Record(NoticeRecipe recipe, string main, IReadOnlyList<string> carried, DateTimeOffset published)
    {
        var title = Vocabulary.Fill(recipe.Title, _rng);
        var path = Folders[main] + Slug(title);
        // A slug that is taken gets a number behind it, as on the real site.
        for (var i = 0; !_paths.Add(path); i++) path = Folders[main] + Slug(title) + "-" + i.ToString(CultureInfo.InvariantCulture);
        var content = new NoticeContent
        {
            Path = path,
            Feeds = carried,
            Title = title,
            Description = Vocabulary.Fill(recipe.Description, _rng),
            Paragraphs = [.. recipe.Body.Select(p => Vocabulary.Fill(p, _rng))],
            Related = [.. _rng.Shuffled(NoticeRecipes.Related).Take(3)],
            Published = published.AddSeconds(_rng.Below(60)),
            DoubleEscaped = _rng.Chance(50),
            LeadingBlanks = _rng.Chance(15),
            NoCreator = _rng.Chance(20),
        };
        return new Record<NoticeContent>(path, recipe.Matched ? [DemoWatches.ExosomeSafety] : [], [new(content.Published, WorldEventTypes.New, content)]);
    }

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
