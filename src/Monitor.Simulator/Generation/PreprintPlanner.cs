using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>
/// Decides which preprints there are, which get a second version, and which become an article. Draws from a stream of its own, and
/// numbers its articles in a range of its own, so that the rest of a world stays what it was.
/// </summary>
internal sealed class PreprintPlanner(int seed, Span span)
{
    private const int FirstPmid = 99_800_000;

    private static readonly string[] Servers = ["bioRxiv", "medRxiv", "Research Square"];

    private readonly Rng _rng = Rng.For(seed, "preprints");
    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);
    private readonly List<PreprintDraft> _drafts = [];
    private int _number = 990_000;
    private int _pmid = FirstPmid;

    public List<PreprintDraft> Write()
    {
        for (var i = 0; i < 5; i++) Draft(i, span.HistoryStart, span.Start.AddDays(-35), published: false);
        // Known before the play begins, an article in the middle of it.
        for (var i = 0; i < 4; i++) Draft(1, span.Start.AddDays(-30), span.Start.AddDays(-8), published: true);
        for (var i = span.Scaled(14); i > 0; i--) Draft(i, span.Start.AddHours(2), span.LastChange.AddHours(-40), published: i % 3 > 0 && _rng.Chance(60));
        return _drafts;
    }

    /// <summary>The articles that come of preprints, as PubMed shows them: it does not say of which.</summary>
    public IEnumerable<Record<ArticleContent>> Articles(IEnumerable<PreprintDraft> preprints) => preprints.Where(p => p.Pmid is not null).Select(preprint =>
    {
        var entered = preprint.Published!.Value; // non-null: it has a PMID
        var draft = new ArticleDraft(preprint.Recipe, entered, entered) { Pmid = preprint.Pmid!, TitleXml = preprint.TitleXml };
        var record = new ArticleBuilder(seed, draft, []).Record();
        var people = Authors(preprint);
        return record with { Versions = [.. record.Versions.Select(v => v with { Content = v.Content with { Authors = people, PmidVersion = 1 } })] };
    });

    /// <summary>The same people on every version and on the article.</summary>
    public List<Person> Authors(PreprintDraft preprint) => Names.Authors(Rng.For(seed, "preprint people " + preprint.Ids[0]));

    private void Draft(int turn, DateTimeOffset from, DateTimeOffset to, bool published)
    {
        var recipe = _rng.Pick(turn % 3 > 0 ? PreprintRecipes.OnTopic : PreprintRecipes.OffTopic);
        var posted = _rng.Instant(from, to);
        var shown = posted.AddMinutes(_rng.Between(3 * 60, 30 * 60));
        var (second, entered) = (shown.AddMinutes(_rng.Between(4 * 1440, 7 * 1440)), shown.AddMinutes(_rng.Between(11 * 1440, 16 * 1440)));
        var revised = _rng.Chance(50);
        var wait = _rng.Between(60, 40 * 60);
        // Old enough, and still to come: the article appears while somebody looks.
        if (published && entered < span.Start) entered = _rng.Instant(span.Start.AddHours(6), span.LastChange.AddHours(-60));
        // Others enter on whole minutes: no two articles of a world at one instant.
        entered = entered.AddSeconds(1 + (_drafts.Count % 59));
        var linked = entered.AddMinutes(wait);
        if (shown >= span.LastChange) return;
        var has = published && entered > shown.AddDays(4) && linked < span.LastChange;
        var two = revised && second < span.LastChange && (!has || second.AddDays(3) < linked);
        string[] ids = [.. Enumerable.Range(0, two ? 2 : 1).Select(_ => Id())];
        _drafts.Add(new PreprintDraft(recipe, posted, shown)
        {
            TitleXml = Title(recipe), Server = _rng.Pick(Servers), Ids = ids, Second = two ? second : null,
            Published = has ? entered : null, Linked = has ? linked : null, Pmid = has ? (_pmid += 7).ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private string Id() => "PPR" + (_number += _rng.Between(1, 30)).ToString(CultureInfo.InvariantCulture);

    private string Title(Recipe recipe)
    {
        for (var part = 1; ; part++)
        {
            var title = Vocabulary.Fill(_rng.Pick(recipe.Titles), _rng);
            if (part > 20) title = $"Part {part}: {title}";
            if (_titles.Add(title)) return char.ToUpperInvariant(title[0]) + title[1..] + ".";
        }
    }
}
