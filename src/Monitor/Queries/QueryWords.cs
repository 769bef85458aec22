using Monitor.Text;

namespace Monitor.Queries;

/// <summary>
/// The words, and beginnings of words, that many queries ask for: each once, by a number. Numbers are given first; once
/// closed, it answers, also to several threads.
/// </summary>
internal sealed class QueryWords
{
    private const int HeadBits = 5;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _beginnings = new(StringComparer.Ordinal);

    /// <summary>By whole word that is asked for: its number and those of its beginnings, so that one look-up tells all.</summary>
    private readonly Dictionary<string, int[]> _known = new(StringComparer.Ordinal);

    private int[] _lengths = [];

    /// <summary>The beginnings, of three characters, of whatever is asked for: most words of a record are none of it.</summary>
    private readonly BitSet _heads = new(1 << (3 * HeadBits));

    /// <summary>Numbers given so far.</summary>
    public int Count => _words.Count + _beginnings.Count;

    /// <summary>The number of a folded whole word.</summary>
    public int Word(string word) => Number(_words, word);

    /// <summary>The number of a folded beginning of words.</summary>
    public int Beginning(string beginning) => Number(_beginnings, beginning);

    public void Close()
    {
        foreach (var word in _words.Keys) _heads.Add(Head(word));
        foreach (var beginning in _beginnings.Keys) AddHeads(beginning);
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

    /// <summary>Adds those that the text holds.</summary>
    public void AddPresent(string text, BitSet present)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        var beginnings = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new FoldedWords(text, stackalloc char[FoldedWords.Room]);
        while (words.MoveNext())
        {
            var word = words.Word;
            if (!_heads.Has(Head(word))) continue;
            if (known.TryGetValue(word, out var numbers))
            {
                foreach (var number in numbers) present.Add(number);
                continue;
            }

            foreach (var length in _lengths)
            {
                if (length > word.Length) break;
                if (beginnings.TryGetValue(word[..length], out var beginning)) present.Add(beginning);
            }
        }
    }

    private static int Head(ReadOnlySpan<char> word)
    {
        var head = 0;
        for (var i = 0; i < Math.Min(3, word.Length); i++) head |= (word[i] & ((1 << HeadBits) - 1)) << (i * HeadBits);
        return head;
    }

    /// <summary>Of a beginning shorter than a head all that it may go on to.</summary>
    private void AddHeads(ReadOnlySpan<char> beginning)
    {
        var given = HeadBits * Math.Min(3, beginning.Length);
        for (var rest = 0; rest < 1 << (3 * HeadBits - given); rest++) _heads.Add(Head(beginning) | rest << given);
    }

    private int Number(Dictionary<string, int> numbers, string text)
    {
        if (!numbers.TryGetValue(text, out var number)) numbers[text] = number = Count;
        return number;
    }
}
