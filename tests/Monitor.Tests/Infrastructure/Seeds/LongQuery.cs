using Monitor.Queries;

namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>
/// Drawn queries of up to ten kilobytes in the forms that users write (long lists of synonyms that must all be met, groups
/// within groups, AND and OR by turns, exclusions, long phrases), and texts that satisfy them.
/// </summary>
internal sealed class LongQuery
{
    /// <summary>Longest text.</summary>
    public const int Longest = 10_240;

    private static readonly string[] Syllables = ["hair", "exo", "derm", "fol", "lip", "vesi", "growth", "scal", "nano", "min", "oxi", "ker"];
    private static readonly string[] Tags = ["tiab", "tiab", "tiab", "ti", "ab"];

    private readonly Random _random;
    private readonly string[] _tags;

    /// <param name="seed">The same seed gives the same.</param>
    /// <param name="tags">Tags used; null = those of running text.</param>
    /// <param name="times">As many times longer, for a source that takes ten kilobytes in one request.</param>
    public LongQuery(int seed, string[]? tags = null, int times = 1)
    {
        (_random, _tags) = (new Random(seed), tags ?? Tags);
        var size = times * (_random.Next(2) == 0 ? _random.Next(200, 700) : _random.Next(5, 200));
        Query query;
        do
        {
            query = new Query(Shape(_random.Next(6), size));
            size = size * 3 / 4;
        }
        while (query.ToString().Length > Longest * times);
        Query = query;
    }

    public Query Query { get; }

    /// <summary>Words that satisfy the query, unless something excluded is among them.</summary>
    public string Text() => string.Join(" and ", Satisfying(Query.Root));

    private Clause Shape(int shape, int size) => shape switch
    {
        0 => Groups(_random.Next(1, 6), size),
        1 => Nested(24, Math.Max(1, size / 48)),
        2 => ByTurns(60, Math.Max(1, size / 60)),
        3 => Excluding(Groups(2, size / 2), Any(size / 2)),
        4 => new AnyOf([.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => Shape(_random.Next(4), size / 4))]),
        _ => Drawn(size, 6),
    };

    private Clause Groups(int groups, int size) => groups == 1 ? Any(size) : new AllOf([.. Enumerable.Range(0, groups).Select(_ => Any(_random.Next(1, Math.Max(2, 2 * size / groups))))]);

    private Clause Nested(int depth, int size) =>
        depth == 0 ? Any(size) : new AnyOf([Any(size), new AllOf([Any(size), Nested(depth - 1, size)])]);

    private Clause ByTurns(int operators, int size)
    {
        var clause = Any(size);
        for (var i = 0; i < operators; i++) clause = i % 2 == 0 ? new AnyOf([clause, Any(size)]) : new AllOf([clause, Any(size)]);
        return clause;
    }

    private static AllOf Excluding(Clause wanted, Clause excluded) => new([wanted, new Not(excluded)]);

    private Clause Any(int size) => size <= 1 ? Term() : new AnyOf([.. Enumerable.Range(0, size).Select(_ => Term())]);

    private Clause Drawn(int size, int depth)
    {
        if (size <= 1 || depth == 0) return Any(size);
        var parts = Enumerable.Range(0, _random.Next(2, 5)).Select(_ => Drawn(_random.Next(1, Math.Max(2, size / 2)), depth - 1)).ToList();
        if (_random.Next(2) == 0) return new AnyOf(parts);
        return new AllOf([parts[0], .. parts.Skip(1).Select(p => _random.Next(6) == 0 ? new Not(p) : p)]);
    }

    private Term Term()
    {
        var words = _random.Next(60) == 0 ? _random.Next(40, 120) : _random.Next(3) == 0 ? _random.Next(2, 5) : 1;
        var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));
        // A family that every source can list; the ending of any other word would leave its whole OR unasked at some.
        if (words == 1 && _random.Next(12) == 0) return new Term("exosom", false, true, Tag());
        return new Term(text, words > 1, false, Tag());
    }

    private string Tag() => _tags[_random.Next(_tags.Length)];

    private string Word() => Syllables[_random.Next(Syllables.Length)] + Syllables[_random.Next(Syllables.Length)] + _random.Next(10, 60);

    private IEnumerable<string> Satisfying(Clause clause) => clause switch
    {
        Term term => [term.Truncated ? term.Text + "es" : term.Text],
        AllOf all => all.Parts.SelectMany(Satisfying),
        AnyOf any => Satisfying(any.Parts[_random.Next(any.Parts.Count)]),
        _ => [],
    };
}
