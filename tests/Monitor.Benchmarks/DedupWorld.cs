using Monitor.Identity.Reports;

namespace Monitor.Benchmarks;

/// <summary>
/// Citations drawn from a seed, a third of them second prints of others as another database would print them: for speed, not for
/// accuracy, because what the same hand makes and mends proves nothing, but for false merges: where <paramref name="recurring"/> of a
/// hundred are items of columns, each with the same title, person and pages in every issue. No real paper is among them.
/// </summary>
internal sealed class DedupWorld(int seed, int recurring = 0)
{
    private const string Letters = "bcdfglmnprstv";
    private const string Vowels = "aeiou";

    private static readonly string[] Columns =
        ["Editor's comments", "In this issue", "News", "Editorial introduction to the quarterly issue of the society",
        "Book reviews", "Image of the month", "Author's reply", "Annual review of the journal", "Correction", "Obituary"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<(int Column, int Number), string> _items = [];
    private readonly Dictionary<string, string> _papers = new(StringComparer.Ordinal);

    /// <summary>The record of which this one is another print; itself where it is the first.</summary>
    public string Paper(string id) => _papers.GetValueOrDefault(id, id);

    public IEnumerable<Citation> Records(int count)
    {
        var words = Enumerable.Range(0, 9000).Select(_ => Word(2, 5)).ToArray();
        var names = Enumerable.Range(0, 6000).Select(_ => Word(2, 4)).Select(n => char.ToUpperInvariant(n[0]) + n[1..]).ToArray();
        var journals = Enumerable.Range(0, 400).Select(_ => $"Journal of {Word(3, 5)} {Word(2, 4)}").ToArray();
        Citation? last = null;
        for (var i = 0; i < count; i++)
        {
            var again = last is not null && _random.Next(3) == 0;
            var before = last?.Id;
            last = again ? Again(last!, i) : _random.Next(100) < recurring
                ? Item(i, words, names, journals) : New(i, words, names, journals); // non-null: again says so
            if (again) _papers[last.Id] = Paper(before!); // non-null: again says so
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

    /// <summary>
    /// An item of a column: its title is one of a form that is known, or a long one of the journal's own; its pages are near the front of
    /// every issue, the volume spans two years, and the issue is missing in some.
    /// </summary>
    private Citation Item(int i, string[] words, string[] names, string[] journals)
    {
        var column = _random.Next(60);
        var number = _random.Next(400);
        var (issue, year) = (number % 12, 1990 + (number / 12));
        var item = new Citation
        {
            Id = $"synthetic:{i}",
            Title = column < 30 ? Columns[column % Columns.Length] : string.Join(' ', Enumerable.Range(column * 7, 8).Select(w => words[w])),
            Authors = [$"{names[column]}, {(char)('A' + (column % 26))}."],
            Year = year,
            Journal = journals[column % 20],
            Volume = $"{((number + 6) / 12) + 1}",
            Issue = _random.Next(4) == 0 ? null : $"{issue + 1}",
            Pages = "5-6",
        };
        if (!_items.TryAdd((column, number), item.Id)) _papers[item.Id] = _items[(column, number)];
        return item;
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
