using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Decides which articles there are, when they appear and what happens to them.</summary>
internal sealed class ArticlePlanner(int seed, Span span)
{
    private readonly Rng _rng = Rng.For(seed, "articles");
    private readonly List<ArticleDraft> _drafts = [];

    public List<Record<ArticleContent>> Write(IReadOnlyList<string> registrations)
    {
        Draft(60, span.HistoryStart, span.Start, late: 0);
        Draft(span.Scaled(70), span.Start.AddHours(2), span.LastChange, late: 14);
        Contest();
        Index();
        Number();
        return [.. _drafts.Select(d => new ArticleBuilder(seed, d, registrations).Record())];
    }

    private void Draft(int count, DateTimeOffset from, DateTimeOffset to, int late)
    {
        var onTopic = Deck([.. HairRecipes.All, .. HairRecipes.All, .. SafetyRecipes.All]);
        var offTopic = Deck(NearMissRecipes.All);
        for (var i = 0; i < count; i++)
        {
            var recipe = i % 2 == 0 ? onTopic() : offTopic();
            var entered = _rng.Instant(from, to);
            var visible = _rng.Chance(late) ? entered.AddMinutes(_rng.Between(1440, 5 * 1440)) : entered;
            _drafts.Add(new ArticleDraft(recipe, entered, visible <= to ? visible : entered));
        }
    }

    /// <summary>Deals every recipe once before any comes again.</summary>
    private Func<Recipe> Deck(IReadOnlyList<Recipe> recipes)
    {
        var left = new Queue<Recipe>();
        return () =>
        {
            if (left.Count == 0) left = new Queue<Recipe>(_rng.Shuffled(recipes));
            return left.Dequeue();
        };
    }

    private void Contest()
    {
        var plan = new List<(string Effect, bool OnTopic, bool Before)>
        {
            (WorldEventTypes.Retracted, true, true), (WorldEventTypes.Corrected, true, true),
        };
        foreach (var (effect, matched, unmatched) in new[]
        {
            (WorldEventTypes.Corrected, 3, 1), (WorldEventTypes.Retracted, 2, 1), (WorldEventTypes.ExpressionOfConcern, 2, 1),
        })
        {
            plan.AddRange(Enumerable.Repeat((effect, true, false), matched));
            plan.AddRange(Enumerable.Repeat((effect, false, false), unmatched));
        }

        foreach (var (effect, onTopic, before) in plan) Contest(effect, onTopic, before);
    }

    private void Contest(string effect, bool onTopic, bool before)
    {
        var latest = before ? span.Start.AddDays(-5) : span.LastChange;
        var candidates = _drafts.Where(d => d.About is null && d.Changes.Count == 0 && d.Recipe.Contested
            && (d.Recipe.Watches.Count > 0) == onTopic && d.Visible.AddDays(4) < latest).ToList();
        if (candidates.Count == 0) return;
        var target = _rng.Pick(candidates);
        var earliest = target.Visible.AddDays(3).AddHours(1);
        if (!before && earliest < span.Start) earliest = span.Start.AddHours(6);
        var at = _rng.Instant(earliest, latest);
        var entered = at.AddMinutes(-_rng.Between(20, 300));
        var notice = new ArticleDraft(target.Recipe, entered, entered) { About = target, Effect = effect };
        if (target.TryChange(at, effect, notice)) _drafts.Add(notice);
    }

    /// <summary>Subject headings arrive weeks after a record: a change that is no news.</summary>
    private void Index()
    {
        foreach (var draft in _drafts.Where(d => d.About is null && d.Recipe.Mesh.Count > 0))
        {
            if (!_rng.Chance(75)) continue;
            var at = draft.Visible.AddMinutes(_rng.Between(5 * 1440, 28 * 1440));
            if (at < span.LastChange) draft.TryChange(at, WorldEventTypes.Cosmetic);
        }
    }

    private void Number()
    {
        _drafts.Sort((a, b) => a.Entered.CompareTo(b.Entered));
        var pmid = 99_000_000;
        var titles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in _drafts)
        {
            pmid += _rng.Between(1, 40);
            draft.Pmid = pmid.ToString(CultureInfo.InvariantCulture);
            if (draft.About is null) draft.TitleXml = Title(draft.Recipe, titles);
        }
    }

    // Two papers with one title would be one study to a reader, and to a program that looks for duplicates.
    private string Title(Recipe recipe, HashSet<string> taken)
    {
        for (var part = 2; ; part++)
        {
            var title = Vocabulary.Fill(_rng.Pick(recipe.Titles), _rng);
            if (part > 20) title = $"Part {part}: {title}";
            if (taken.Add(title)) return char.ToUpperInvariant(title[0]) + title[1..] + (title.EndsWith('.') || title.EndsWith('?') ? "" : ".");
        }
    }
}
