using System.Globalization;
using System.Text.Json;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Queries;

namespace Monitor.Benchmarks;

/// <summary>Ten thousand watches against one stream of records, beside one hundred watches against the same stream.</summary>
internal static class MatchingBenchmark
{
    private const int Records = 1000;
    private const int Few = 100;
    private const int Many = 10_000;

    public static int Run(bool json)
    {
        var vocabulary = new Vocabulary(seed: 7);
        var records = Enumerable.Range(0, Records).Select(i => vocabulary.Record(i)).ToList();
        var watches = Enumerable.Range(0, Many).Select(i => vocabulary.Watch(i)).ToList();
        var (few, many) = (new WatchMatcher([.. watches.Take(Few)]), new WatchMatcher(watches));
        var found = 0;
        var (ratio, fewSeconds, manySeconds) = Paired.Run(5, () => Match(few, records), () => found = Match(many, records));
        var different = Different(watches, many, records);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { records = Records, few = Few, many = Many, ratio, perRecordMs = manySeconds * 1000 / Records, found, different }));
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Records} records: {Few} watches {fewSeconds * 1000 / Records:0.000} ms a record, {Many} watches {manySeconds * 1000 / Records:0.000} ms a record: ratio {ratio:0.00}; {found} matches; {different} differ from asking each watch in turn"));
        }

        return different == 0 ? 0 : 1;
    }

    private static int Match(WatchMatcher matcher, List<Article> records) => records.Sum(r => matcher.Of(r).Count());

    /// <summary>The index must not change a result: every tenth record is asked of each watch in turn.</summary>
    private static int Different(List<WatchQuery> watches, WatchMatcher matcher, List<Article> records) =>
        records.Where((_, i) => i % 50 == 0).Count(record =>
            !watches.Where(w => Matcher.Match(w.Query, record, w.Watch.Name) is not null).Select(w => w.Watch.Name)
                .SequenceEqual(matcher.Of(record).Select(m => m.Watch.Watch.Name)));

    /// <summary>Words whose frequency falls as in running text (Zipf); watches ask for rarer ones, as saved searches do.</summary>
    private sealed class Vocabulary(int seed)
    {
        private const int Size = 40_000;
        private readonly Random _random = new(seed);

        public Article Record(int i) => new()
        {
            Id = $"bench:{i}", Source = "bench", ExternalId = $"{i}",
            Title = Text(12), Abstract = Text(220), Keywords = [Text(2), Text(1), Text(2)],
        };

        public WatchQuery Watch(int i)
        {
            var text = $"({Rare()}* OR \"{Rare()} {Rare()}\" OR {Rare()}) AND ({Rare()} OR {Rare()}* OR \"{Rare()} {Rare()}\" OR {Rare()} OR {Rare()})";
            return new WatchQuery(new Watch { Name = $"w{i}", Title = $"w{i}", Query = text }, Query.Parse(text));
        }

        private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word((int)Math.Min(Size - 1, Math.Pow(Size, _random.NextDouble()) - 1))));

        private string Rare() => Word(500 + _random.Next(Size - 500));

        /// <summary>A pronounceable word of its own for each rank.</summary>
        private static string Word(int rank)
        {
            const string Consonants = "bcdfghklmnprstvz";
            const string Vowels = "aeiou";
            var word = "";
            for (var left = rank + 100; left > 0; left /= 80) word += Consonants[left % 16].ToString() + Vowels[left / 16 % 5];
            return word;
        }
    }
}
