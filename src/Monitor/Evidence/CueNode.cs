using Monitor.Text;

namespace Monitor.Evidence;

/// <summary>
/// A step in the tree of all phrases. A word leads on exactly, by its beginning, by its ending, or as a number; no phrase is
/// longer than a few words and none repeats, so a text of any kind is read in time proportional to its length.
/// </summary>
internal sealed class CueNode
{
    private readonly Dictionary<string, CueNode> _exact = new(StringComparer.Ordinal);
    // By two letters: a table has hundreds of beginnings, and every word of every text is held against them.
    private readonly Dictionary<int, List<(string Start, CueNode Next)>> _starts = [];
    private readonly Dictionary<int, List<(string End, CueNode Next)>> _ends = [];
    private CueNode? _number;

    /// <summary>The cues whose phrase ends here.</summary>
    public List<int> Cues { get; } = [];

    public void Add(ReadOnlySpan<string> phrase, int cue)
    {
        if (phrase.Length == 0)
        {
            if (!Cues.Contains(cue)) Cues.Add(cue);
            return;
        }

        Child(phrase[0]).Add(phrase[1..], cue);
    }

    /// <summary>Every phrase that begins at a word, with its last word.</summary>
    public void Find(List<Token> words, int at, Action<int, int> found)
    {
        if (at >= words.Count) return;
        var word = words[at].Word;
        if (_exact.TryGetValue(word, out var exact)) exact.Reached(words, at, found);
        if (_number is not null && IsNumber(word)) _number.Reached(words, at, found);
        if (word.Length < 2) return;
        if (_starts.TryGetValue(Key(word[0], word[1]), out var starts))
        {
            foreach (var (start, next) in starts)
            {
                if (word.StartsWith(start, StringComparison.Ordinal)) next.Reached(words, at, found);
            }
        }

        if (_ends.TryGetValue(Key(word[^2], word[^1]), out var ends))
        {
            foreach (var (end, next) in ends)
            {
                if (word.Length > end.Length && word.EndsWith(end, StringComparison.Ordinal)) next.Reached(words, at, found);
            }
        }
    }

    public static bool IsNumber(string word) => !word.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static int Key(char one, char two) => (one << 16) | two;

    private void Reached(List<Token> words, int at, Action<int, int> found)
    {
        foreach (var cue in Cues) found(cue, at);
        Find(words, at + 1, found);
    }

    private CueNode Child(string part)
    {
        if (part == "#") return _number ??= new CueNode();
        if (part.EndsWith('*')) return Child(_starts, part[..^1], Key(part[0], part[1]));
        if (part.StartsWith('*')) return Child(_ends, part[1..], Key(part[^2], part[^1]));
        if (!_exact.TryGetValue(part, out var node)) _exact[part] = node = new CueNode();
        return node;
    }

    private static CueNode Child(Dictionary<int, List<(string Text, CueNode Next)>> by, string text, int key)
    {
        if (!by.TryGetValue(key, out var list)) by[key] = list = [];
        foreach (var (known, next) in list)
        {
            if (known == text) return next;
        }

        var node = new CueNode();
        list.Add((text, node));
        return node;
    }
}
