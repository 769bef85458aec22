using Monitor.Identity.Reports;

namespace Monitor.Benchmarks;

/// <summary>
/// Citations drawn from a seed, a third of them second prints of others as another database would print them: for speed, not for
/// accuracy, because what the same hand makes and mends proves nothing. No real paper is among them.
/// </summary>
internal sealed class DedupWorld(int seed)
{
    private const string Letters = "bcdfglmnprstv";
    private const string Vowels = "aeiou";
    private readonly Random _random = new(seed);

    public IEnumerable<Citation> Records(int count)
    {
        var words = Enumerable.Range(0, 9000).Select(_ => Word(2, 5)).ToArray();
        var names = Enumerable.Range(0, 6000).Select(_ => Word(2, 4)).Select(n => char.ToUpperInvariant(n[0]) + n[1..]).ToArray();
        var journals = Enumerable.Range(0, 400).Select(_ => $"Journal of {Word(3, 5)} {Word(2, 4)}").ToArray();
        Citation? last = null;
        for (var i = 0; i < count; i++)
        {
            var again = last is not null && _random.Next(3) == 0;
            last = again ? Again(last!, i) : New(i, words, names, journals); // non-null: again says so
            yield return last;
        }
    }

    /// <summary>Few words are common and most are rare, as in titles.</summary>
    private string One(string[] from) => from[(int)(from.Length * Math.Pow(_random.NextDouble(), 3))];

    private Citation New(int i, string[] words, string[] names, string[] journals)
    {
        var first = _random.Next(1, 3000);
        return new Citation
        {
            Id = $"synthetic:{i}",
            Title = string.Join(' ', Enumerable.Range(0, _random.Next(6, 16)).Select(_ => One(words))),
            Authors = [.. Enumerable.Range(0, _random.Next(1, 9)).Select(_ => $"{One(names)}, {(char)('A' + _random.Next(26))}.")],
            Year = 1980 + _random.Next(45),
            Journal = One(journals),
            Volume = $"{_random.Next(1, 120)}",
            Pages = $"{first}-{first + _random.Next(1, 12)}",
        };
    }

    private Citation Again(Citation of, int i) => of with
    {
        Id = $"synthetic:{i}",
        Title = _random.Next(2) == 0 ? of.Title!.ToUpperInvariant() : $"{of.Title}.", // non-null: New gives one
        Journal = _random.Next(3) == 0 ? null : of.Journal,
        Authors = [.. of.Authors.Take(_random.Next(1, 9))],
    };

    private string Word(int least, int most) =>
        string.Concat(Enumerable.Range(0, _random.Next(least, most)).Select(_ => $"{Letters[_random.Next(Letters.Length)]}{Vowels[_random.Next(5)]}"));
}
