namespace Monitor.Queries;

/// <summary>
/// Many queries against one record: only those whose necessary words the record holds are evaluated. The result is the same
/// as asking each in turn.
/// </summary>
/// <typeparam name="T">What stands for a query.</typeparam>
internal sealed class QueryIndex<T>
{
    private readonly List<(T Key, Query Query)> _queries = [];
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byBeginning = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _lengths = [];
    private readonly List<int> _always = [];

    public QueryIndex(IEnumerable<(T Key, Query Query)> queries)
    {
        foreach (var (key, query) in queries) Add(key, query);
    }

    /// <summary>The queries that the record may satisfy, in the order given; all others it cannot.</summary>
    public IEnumerable<(T Key, Query Query)> Candidates(HitTokens hit)
    {
        var found = new List<int>(_always);
        var beginnings = _byBeginning.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in hit.Words)
        {
            if (_byWord.TryGetValue(word, out var whole)) found.AddRange(whole);
            foreach (var length in _lengths)
            {
                if (length > word.Length) break;
                if (beginnings.TryGetValue(word.AsSpan(0, length), out var beginning)) found.AddRange(beginning);
            }
        }

        found.Sort();
        return Distinct(found);
    }

    private IEnumerable<(T Key, Query Query)> Distinct(List<int> sorted)
    {
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1]) yield return _queries[sorted[i]];
        }
    }

    private void Add(T key, Query query)
    {
        var number = _queries.Count;
        _queries.Add((key, query));
        if (Necessary.Of(query.Root) is not { } necessary)
        {
            _always.Add(number);
            return;
        }

        foreach (var word in necessary.Words) Note(_byWord, word, number);
        foreach (var beginning in necessary.Beginnings)
        {
            Note(_byBeginning, beginning, number);
            _lengths.Add(beginning.Length);
        }
    }

    private static void Note(Dictionary<string, List<int>> index, string word, int number)
    {
        if (!index.TryGetValue(word, out var numbers)) index[word] = numbers = [];
        numbers.Add(number);
    }
}
