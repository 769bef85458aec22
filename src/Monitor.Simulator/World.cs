using System.Collections.Frozen;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;

namespace Monitor.Simulator;

/// <summary>
/// Upstream life of some weeks, invented: a pure function of its options and of time. Everything is written once, at
/// construction; what the endpoints show at an instant, and the truth, are read from the same records.
/// </summary>
public sealed class World
{
    private readonly FrozenDictionary<string, Record<ArticleContent>> _articles;
    private readonly List<WorldEvent> _events;

    /// <summary>Writes the world.</summary>
    /// <exception cref="ArgumentException">A fault has an unknown name; the message lists the known ones.</exception>
    public World(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Days < 1) throw new ArgumentException("A world has at least one day.", nameof(options));
        Simulator.Faults.Check(options.Faults);
        Options = options;
        var span = new Generation.Span(options);
        var twins = new TwinPlanner(options.Seed, span);
        Trials = Labelled(new TrialPlanner(options.Seed, span).Write(), Labels.Of);
        var stories = EventStoryPlanner.Write(options.Seed, span);
        var preprints = new PreprintPlanner(options.Seed, span);
        var posted = preprints.Write();
        var neighbours = new NeighbourPlanner(options.Seed, span);
        Articles = Labelled(
        [
            .. new ArticlePlanner(options.Seed, span).Write([.. Trials.Where(t => t.Watches.Contains(DemoWatches.ExosomeHair)).Select(t => t.Id)]), .. twins.Articles(),
            .. preprints.Articles(posted), .. neighbours.Articles(),
        ], Labels.Of);
        Trials = [.. Trials, .. Labelled(twins.Trials(), Labels.Of), .. Labelled(neighbours.Trials(), Labels.Of)];
        Literature = Labelled(new EuropePmcPlanner(options.Seed, span, preprints).Write(Articles, posted), Labels.Of);
        Notices = Labelled([.. new NoticePlanner(options.Seed, span).Write(), .. stories.Notices, .. neighbours.Notices()], Labels.Of);
        Recalls = Labelled([.. new RecallPlanner(options.Seed, span).Write(), .. stories.Recalls, .. neighbours.Recalls()], Labels.Of);
        Reports = new ReportPlanner(options.Seed, span).Write();
        Letters = Labelled([.. new LetterPlanner(options.Seed, span).Write(), .. stories.Letters, .. neighbours.Letters()], Labels.Of);
        var notifications = new NotificationPlanner(options.Seed, span);
        (Pages, UntitledLetters) = (Labelled(notifications.Pages(), Labels.Of), Labelled(notifications.Letters(), Labels.Of));
        Works = new WorkPlanner(options.Seed, span).Write(Articles);
        Outages = OutagePlanner.Write(options, span);
        _articles = Articles.ToFrozenDictionary(a => a.Id, StringComparer.Ordinal);
        _events =
        [
            .. Articles.SelectMany(a => a.Events(WorldSources.PubMed)).Select(e => e with { Report = $"{WorldSources.PubMed}:{e.ExternalId}", Edition = WorldEvent.Article })
                .Concat(Literature.SelectMany(r => r.Events(WorldSources.EuropePmc)).Select(e => EuropePmcPlanner.Labelled(e, posted)))
                .Concat(Works.SelectMany(w => w.Events())).Select(new NoticeLabels(Articles).Labelled)
                .Concat(Trials.SelectMany(t => t.Events(WorldSources.ClinicalTrialsGov)))
                .Concat(Notices.SelectMany(n => n.Events(WorldSources.FdaRss)))
                .Concat(Recalls.SelectMany(r => r.Events(WorldSources.OpenFdaEnforcement)))
                .Concat(Letters.SelectMany(l => l.Events(WorldSources.FdaWarningLetters)))
                .Concat(Pages.SelectMany(p => p.Events(WorldSources.FdaLetters)))
                .Concat(UntitledLetters.SelectMany(l => l.Events(WorldSources.FdaLetters)))
                .OrderBy(e => e.At).ThenBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.ExternalId, StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<Record<T>> Labelled<T>(IReadOnlyList<Record<T>> records, Func<T, IReadOnlyList<string>> of)
        where T : class => [.. records.Select(r => Labels.Labelled(r, of))];

    /// <summary>What it was made of.</summary>
    public WorldOptions Options { get; }

    /// <summary>When which source misbehaves, in order of time; empty without faults.</summary>
    public IReadOnlyList<Outage> Outages { get; }

    internal IReadOnlyList<Record<ArticleContent>> Articles { get; }

    /// <summary>What Crossref has: the articles, and works of its own.</summary>
    internal IReadOnlyList<Work> Works { get; }

    /// <summary>What Europe PMC shows.</summary>
    internal IReadOnlyList<Record<EuropePmcContent>> Literature { get; }

    internal IReadOnlyList<Record<TrialContent>> Trials { get; }

    internal IReadOnlyList<Record<NoticeContent>> Notices { get; }

    internal IReadOnlyList<Record<RecallContent>> Recalls { get; }

    internal IReadOnlyList<ReportContent> Reports { get; }

    internal IReadOnlyList<Record<LetterContent>> Letters { get; }

    internal IReadOnlyList<Record<PageContent>> Pages { get; }

    internal IReadOnlyList<Record<UntitledContent>> UntitledLetters { get; }

    /// <summary>The truth: all that became visible from <paramref name="from"/> (included) to <paramref name="to"/> (excluded), in order.</summary>
    public IReadOnlyList<WorldEvent> Events(DateTimeOffset from, DateTimeOffset to) =>
        [.. _events.Where(e => from <= e.At && e.At < to)];

    internal Record<ArticleContent>? Article(string pmid) => _articles.GetValueOrDefault(pmid);

    /// <summary>Since when this fault has lasted; null when it does not strike now.</summary>
    internal DateTimeOffset? Since(string fault, DateTimeOffset instant) => Outages.FirstOrDefault(o => o.Fault == fault && o.Covers(instant))?.From;

    internal bool Struck(string fault, DateTimeOffset instant) => Outages.Any(o => o.Fault == fault && o.Covers(instant));
}
