namespace Monitor.Queries;

/// <summary>
/// The words, and beginnings of words, that many queries ask for: each once, by a number. Numbers are given first; once
/// closed, it answers, also to several threads.
/// </summary>
internal sealed class QueryWords
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _beginnings = new(StringComparer.Ordinal);

    /// <summary>By whole word that is asked for: its number and those of its beginnings, so that one look-up tells all.</summary>
    private readonly Dictionary<string, int[]> _known = new(StringComparer.Ordinal);

    private int[] _lengths = [];

    /// <summary>Numbers given so far.</summary>
    public int Count => _words.Count + _beginnings.Count;

    /// <summary>The number of a folded whole word.</summary>
    public int Word(string word) => Number(_words, word);

    /// <summary>The number of a folded beginning of words.</summary>
    public int Beginning(string beginning) => Number(_beginnings, beginning);

    public void Close()
    {
        _lengths = [.. _beginnings.Keys.Select(b => b.Length).Distinct().Order()];
        foreach (var (word, number) in _words)
        {
            var all = new List<int> { number };
            foreach (var length in _lengths.TakeWhile(l => l <= word.Length))
            {
                if (_beginnings.TryGetValue(word[..length], out var beginning)) all.Add(beginning);
            }

            _known[word] = [.. all];
        }
    }

    /// <summary>Which of them a record with these words holds.</summary>
    public BitSet Present(HashSet<string> words)
    {
        var present = new BitSet(Count);
        var beginnings = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words)
        {
            if (_known.TryGetValue(word, out var known))
            {
                foreach (var number in known) present.Add(number);
                continue;
            }

            foreach (var length in _lengths)
            {
                if (length > word.Length) break;
                if (beginnings.TryGetValue(word.AsSpan(0, length), out var beginning)) present.Add(beginning);
            }
        }

        return present;
    }

    private int Number(Dictionary<string, int> numbers, string text)
    {
        if (!numbers.TryGetValue(text, out var number)) numbers[text] = number = Count;
        return number;
    }
}
