using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Evidence;

/// <summary>One text of an article as words, with what the rules found in it.</summary>
internal sealed class FieldWords
{
    /// <summary>An abstract has some hundreds of words; what comes behind these is not read for facts.</summary>
    private const int MostWords = 8000;

    private readonly List<(int Cue, int First, int Last)>[] _found;

    public FieldWords(string field, string? text, CueBook book)
    {
        Field = field;
        Text = text ?? "";
        Words = Folded.Tokens(Text);
        if (Words.Count > MostWords) Words = Words[..MostWords];
        _found = new List<(int, int, int)>[book.Names.Count];
        Counts = new int[book.Groups.Count];
        var counted = new int[book.Groups.Count];
        book.Scan(Words, (cue, first, last) =>
        {
            (_found[cue] ??= []).Add((cue, first, last));
            foreach (var group in book.GroupsOf(cue))
            {
                // Several cues at one word are one place.
                if (counted[group] == first + 1) continue;
                counted[group] = first + 1;
                Counts[group]++;
            }
        });
    }

    public string Field { get; }
    public string Text { get; }
    public List<Token> Words { get; }

    /// <summary>By group of cues: at how many words one of them begins.</summary>
    public int[] Counts { get; }

    public bool Has(int cue) => _found[cue] is not null;

    public int Count(int cue) => _found[cue]?.Count ?? 0;

    /// <summary>First and last word of every place of a cue, in the order of the text.</summary>
    public IEnumerable<(int First, int Last)> Places(int cue) => _found[cue]?.Select(f => (f.First, f.Last)) ?? [];

    /// <summary>By word: whether it belongs to a place of a cue.</summary>
    public bool[] Marks(int cue)
    {
        var marks = new bool[Words.Count];
        foreach (var (first, last) in Places(cue)) Array.Fill(marks, true, first, last - first + 1);
        return marks;
    }

    /// <summary>The first place of a cue, or null.</summary>
    public Span? First(int cue) => _found[cue] is { } found ? At(found[0].First, found[0].Last) : null;

    /// <summary>The first place of any cue of a group, or null.</summary>
    public Span? FirstOf(CueBook book, int group)
    {
        (int First, int Last)? best = null;
        for (var cue = 0; cue < _found.Length; cue++)
        {
            if (_found[cue] is not { } found || !book.GroupsOf(cue).Contains(group)) continue;
            if (best is null || found[0].First < best.Value.First) best = (found[0].First, found[0].Last);
        }

        return best is { } place ? At(place.First, place.Last) : null;
    }

    /// <summary>The stretch of the text from one word to another.</summary>
    public Span At(int first, int last) => new(Words[first].Start, Words[last].Start + Words[last].Length - Words[first].Start);

    /// <summary>A word; empty where the text has none.</summary>
    public string WordAt(int at) => at >= 0 && at < Words.Count ? Words[at].Word : "";

    /// <summary>What stands between a word and the next one.</summary>
    public ReadOnlySpan<char> Gap(int word) =>
        word + 1 >= Words.Count ? "." : Text.AsSpan(Words[word].Start + Words[word].Length, Math.Max(0, Words[word + 1].Start - Words[word].Start - Words[word].Length));
}
