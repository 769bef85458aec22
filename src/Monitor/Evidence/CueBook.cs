using Monitor.Text;

namespace Monitor.Evidence;

/// <summary>Two groups of cues that are counted against each other.</summary>
internal sealed record CuePair(string Name, int Left, int Right);

/// <summary>The words that the rules look for, read once from the tables in <c>Evidence/Rules</c>; immutable.</summary>
internal sealed class CueBook
{
    private readonly CueNode _root = new();
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<List<int>> _groupsOf = [];
    private readonly Dictionary<string, List<int>> _facts = new(StringComparer.Ordinal);

    private CueBook()
    {
        foreach (var line in Lines("design-cues.txt").Concat(Lines("fact-cues.txt")).Concat(Lines("who-cues.txt")))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) AddPair(line[2..]);
            else if (line.StartsWith("= ", StringComparison.Ordinal)) AddGroup(line[2..]);
            else AddCue(line);
        }
    }

    public static CueBook Current { get; } = new();

    public IReadOnlyList<string> Names => _names;

    public List<string> Groups { get; } = [];

    public List<CuePair> Pairs { get; } = [];

    /// <exception cref="KeyNotFoundException">The tables have no such cue: a rule names one that was renamed.</exception>
    public int this[string name] => _index[name];

    /// <summary>The cues of a fact, such as those of <c>harm</c>, in the order of the table.</summary>
    public IReadOnlyList<int> Of(string fact) => _facts[fact];

    public int Group(string name) => Groups.IndexOf(name);

    public IReadOnlyList<int> GroupsOf(int cue) => _groupsOf[cue];

    /// <summary>Every place of every cue, by first word.</summary>
    public void Scan(List<Token> words, Action<int, int, int> found)
    {
        var at = 0;
        void Ends(int cue, int last) => found(cue, at, last);
        Action<int, int> ends = Ends;
        for (; at < words.Count; at++) _root.Find(words, at, ends);
    }

    internal static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(CueBook).Assembly.GetManifestResourceStream($"Monitor.Evidence.Rules.{resource}")
            ?? throw new InvalidOperationException($"The program was built without {resource}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    private void AddCue(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var cue = _names.Count;
        _index.Add(line[..colon], cue);
        _names.Add(line[..colon]);
        _groupsOf.Add([]);
        if (line[..colon].Split('/') is [var fact, _])
        {
            if (!_facts.TryGetValue(fact, out var cues)) _facts[fact] = cues = [];
            cues.Add(cue);
        }

        foreach (var phrase in line[(colon + 2)..].Split("; ")) _root.Add(phrase.Split(' '), cue);
    }

    private void AddGroup(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        Groups.Add(line[..colon]);
        foreach (var cue in line[(colon + 2)..].Split(' ')) _groupsOf[_index[cue]].Add(Groups.Count - 1);
    }

    private void AddPair(string line)
    {
        var sides = line.Split(" / ");
        Pairs.Add(new CuePair($"{sides[0]}/{sides[1]}", Groups.IndexOf(sides[0]), Groups.IndexOf(sides[1])));
    }
}
