using Monitor.Queries;

namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>Queries and texts from a small alphabet, so that they often meet; the same seed gives the same.</summary>
/// <param name="seed">Of the draws.</param>
/// <param name="tags">Drawn for terms; none = those of running text.</param>
internal sealed class RandomQuery(int seed, params string[] tags)
{
    private static readonly string[] Words = ["hair", "Hair", "hairpin", "exo-some", "exosome", "β1", "脱毛", "AND", "or", "naïve", "x]y", "9", "air"];
    private static readonly string[] Near = ["hair", "exosome", "loss", "9"];
    private static readonly string[] Printed = ["hair", "HAIR", "hairpin", "exo-some", "exo some", "exosomes", "β1", "脱毛", "脱", "naive", "loss", "9"];
    private readonly Random _random = new(seed);

    public Query Query() => new(Clause(0));

    public string Text() => string.Join(' ', Enumerable.Range(0, _random.Next(0, 7)).Select(_ => One(Printed)));

    private Clause Clause(int depth) => (depth > 3 ? 0 : _random.Next(4)) switch
    {
        2 => new AllOf(Excluding(Parts(depth))),
        3 => new AnyOf(Parts(depth)),
        _ => Term(),
    };

    private List<Clause> Parts(int depth) => [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Clause(depth + 1))];

    private List<Clause> Excluding(List<Clause> parts) => [parts[0], .. parts.Skip(1).Select(p => _random.Next(4) == 0 ? new Not(p) : p)];

    private Term Term()
    {
        if (_random.Next(6) == 0) return new Term($"{One(Near)} {One(Near)}", true, false, One(["tiab", "ti"])) { Near = _random.Next(3) };
        var quoted = _random.Next(2) == 0;
        var text = quoted ? string.Join(' ', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => One(Words))) : One(Words);
        return new Term(text, quoted, _random.Next(3) == 0, One(tags is [] ? ["tiab", "ti", "ab"] : tags));
    }

    private string One(string[] from) => from[_random.Next(from.Length)];
}
