namespace Monitor.Identity.Studies;

/// <summary>Hits and identifiers, as far as they have been joined.</summary>
internal sealed class StudyClusters
{
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Disjoint _sets = new();
    private readonly Dictionary<string, StudyStatement> _hits;
    private readonly ILookup<string, string> _doiHolders;
    private readonly ILookup<string, StudyStatement> _holders;

    // By cluster: its registries with the number's class, and the registrations that name each other.
    private Dictionary<int, List<(string Registry, int Class)>> _numbers = [];
    private Dictionary<int, HashSet<int>> _registrations = [];
    private readonly Dictionary<int, int> _classes;
    private Dictionary<int, int>? _families;

    /// <summary>Each hit with what is its own.</summary>
    public StudyClusters(IReadOnlyList<StudyStatement> statements)
    {
        _hits = statements.ToDictionary(s => s.Hit, StringComparer.Ordinal);
        var own = statements.SelectMany(s => s.Links.Where(l => l.Kind == LinkKind.Is).Select(l => (Key: l.Target, Statement: s))).ToList();
        _doiHolders = own.Where(o => StudyKey.IsDoi(o.Key)).ToLookup(o => o.Key, o => o.Statement.Hit, StringComparer.Ordinal);
        _holders = own.ToLookup(o => o.Key, o => o.Statement, StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            Node(statement.Hit);
            foreach (var link in statement.Links.Where(l => l.Kind != LinkKind.Mentions && !StudyKey.IsDoi(l.Target))) Node(link.Target);
        }

        foreach (var (key, statement) in own.Where(o => !StudyKey.IsDoi(o.Key))) _sets.Join(Node(statement.Hit), Node(key));
        _classes = Enumerable.Range(0, _names.Count).ToDictionary(n => n, _sets.Find);
        Count();
    }

    /// <summary>The cluster of a hit or an identifier; null for a DOI that no paper holds, or papers in several clusters do, and for what is only mentioned.</summary>
    public int? Find(string name)
    {
        if (!StudyKey.IsDoi(name)) return _nodes.TryGetValue(name, out var node) ? _sets.Find(node) : null;
        var clusters = _doiHolders[name].Select(h => _sets.Find(_nodes[h])).Distinct().Take(2).ToList();
        return clusters.Count == 1 ? clusters[0] : null;
    }

    public int HoldersOf(string key) => _holders[key].Count();

    /// <summary>Whether what holds the identifier looks at many studies.</summary>
    public bool IsSynthesis(string key) => _holders[key].Any(s => s.Synthesis);

    /// <summary>Whether the hit, or what holds the identifier, is stored and is no notice, correction or comment.</summary>
    public bool IsPaper(string name) =>
        _hits.TryGetValue(name, out var hit) ? !StudyRole.IsAbout(hit.Role) : _holders[name].Any(s => !StudyRole.IsAbout(s.Role));

    public void Join(IEnumerable<StudyEdge> edges)
    {
        foreach (var edge in edges) _sets.Join(edge.From, edge.To);
        Count();
    }

    /// <summary>From here on registrations come together no more: only registries say that two numbers are one study.</summary>
    public void CloseRegistrations()
    {
        _families = _hits.Values.Where(h => h.Role == StudyRole.Registration).ToDictionary(h => _nodes[h.Hit], h => _sets.Find(_nodes[h.Hit]));
        Count();
    }

    /// <summary>Whether these clusters together would hold two numbers of one registry, or registrations that do not name each other.</summary>
    public bool AreApart(IReadOnlyCollection<int> clusters)
    {
        var roots = clusters.Select(_sets.Find).Distinct().ToList();
        return roots.SelectMany(r => _numbers.GetValueOrDefault(r) ?? []).Distinct().GroupBy(n => n.Registry, StringComparer.Ordinal).Any(g => g.Skip(1).Any())
            || roots.SelectMany(IEnumerable<int> (r) => _registrations.GetValueOrDefault(r) ?? []).Distinct().Skip(1).Any();
    }

    public IReadOnlyList<StudyGroup> Groups() =>
    [
        .. Enumerable.Range(0, _names.Count).GroupBy(_sets.Find)
            .Select(nodes => Group([.. nodes.Select(n => _names[n])])).OfType<StudyGroup>().OrderBy(g => g.Id, StringComparer.Ordinal),
    ];

    private StudyGroup? Group(List<string> names)
    {
        var hits = names.Where(_hits.ContainsKey).Order(StringComparer.Ordinal).ToList();
        if (hits.Count == 0) return null;
        var numbers = names.Select(StudyKey.NumberOf).OfType<RegistryNumber>().OrderBy(n => RegistryNumber.Rank(n.Registry)).ThenBy(n => n.Value, StringComparer.Ordinal).ToList();
        return new StudyGroup(numbers.Count > 0 ? numbers[0].Value : hits[0], hits, numbers);
    }

    private int Node(string name)
    {
        if (_nodes.TryGetValue(name, out var known)) return known;
        _nodes[name] = _names.Count;
        _names.Add(name);
        return _names.Count - 1;
    }

    private void Count()
    {
        _numbers = [];
        _registrations = [];
        for (var node = 0; node < _names.Count; node++)
        {
            if (StudyKey.NumberOf(_names[node]) is not { } number) continue;
            (_numbers.TryGetValue(_sets.Find(node), out var list) ? list : _numbers[_sets.Find(node)] = []).Add((number.Registry, _classes[node]));
        }

        foreach (var (node, family) in _families ?? [])
        {
            (_registrations.TryGetValue(_sets.Find(node), out var set) ? set : _registrations[_sets.Find(node)] = []).Add(family);
        }
    }
}
