using System.Numerics;
using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>
/// Many queries against one record: the words of the record are looked up once for all queries, and only those queries come
/// back whose words the record holds as their operators ask. The result is the same as asking each in turn, where only what
/// the record itself shows counts. Reading is safe from several threads.
/// </summary>
/// <typeparam name="T">What stands for a query.</typeparam>
internal sealed class QueryIndex<T>
{
    private readonly List<(T Key, Query Query)> _queries = [];
    private readonly QueryWords _words = new();
    private readonly List<WordCheck> _checks = [];
    private readonly List<int> _always = [];

    /// <summary>Tags whose values are looked at; those about running text have none.</summary>
    private readonly HashSet<string> _factTags = new(StringComparer.Ordinal);

    /// <summary>By number of a word: the queries that cannot hold without it or one of its alternatives.</summary>
    private readonly List<List<int>> _needing = [];

    public QueryIndex(IEnumerable<(T Key, Query Query)> queries)
    {
        foreach (var (key, query) in queries) Add(key, query);
        _words.Close();
    }

    /// <summary>The queries that the record may satisfy, in the order given; all others it cannot.</summary>
    public IEnumerable<(T Key, Query Query)> Candidates(Hit hit)
    {
        var present = Present(hit);
        var asked = new BitSet(_queries.Count);
        foreach (var number in _always) asked.Add(number);
        foreach (var word in present.Members())
        {
            foreach (var number in _needing[word]) asked.Add(number);
        }

        foreach (var number in asked.Members())
        {
            if (_checks[number].MayHold(present)) yield return _queries[number];
        }
    }

    /// <summary>
    /// The words of queries that stand anywhere in the record. They are looked up without being kept: most records hold
    /// nothing that is asked for.
    /// </summary>
    private BitSet Present(Hit hit)
    {
        var present = new BitSet(_words.Count);
        foreach (var field in Fields.Of(hit, "tiab")) _words.AddPresent(field.Text, present);
        foreach (var tag in _factTags)
        {
            foreach (var text in Facts.Texts(hit, tag)) _words.AddPresent(text, present);
        }

        return present;
    }

    private void Add(T key, Query query)
    {
        var number = _queries.Count;
        _queries.Add((key, query));
        _checks.Add(WordCheck.Of(query.Root, _words));
        _factTags.UnionWith(query.Root.Leaves().OfType<Term>().Select(t => t.Tag).Where(Facts.NeedsWords));
        while (_needing.Count < _words.Count) _needing.Add([]);
        if (Necessary.Of(query.Root) is not { } necessary)
        {
            _always.Add(number);
            return;
        }

        foreach (var word in necessary.Words) _needing[_words.Word(word)].Add(number);
        foreach (var beginning in necessary.Beginnings) _needing[_words.Beginning(beginning)].Add(number);
    }
}

/// <summary>A set of small numbers.</summary>
/// <param name="size">All members are below it.</param>
internal readonly struct BitSet(int size)
{
    private readonly ulong[] _bits = new ulong[(size + 63) / 64];

    public void Add(int number) => _bits[number >> 6] |= 1UL << (number & 63);

    public bool Has(int number) => (_bits[number >> 6] & (1UL << (number & 63))) != 0;

    /// <summary>In ascending order.</summary>
    public IEnumerable<int> Members()
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var left = _bits[i]; left != 0; left &= left - 1) yield return (i << 6) + BitOperations.TrailingZeroCount(left);
        }
    }
}
