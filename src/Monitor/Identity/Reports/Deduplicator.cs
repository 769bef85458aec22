namespace Monitor.Identity.Reports;

/// <summary>
/// Finds the reports among records held in memory: an index of blocking keys, pairs decided once, groups. What a store does with an
/// index table, this does with a dictionary; the outcome is the same in any order of arrival.
/// </summary>
internal sealed class Deduplicator
{
    private readonly Dictionary<long, List<CitationForm>> _byKey = [];
    private readonly Dictionary<string, CitationForm> _records = new(StringComparer.Ordinal);
    private readonly List<DecidedPair> _pairs = [];

    /// <summary>Pairs compared so far.</summary>
    public int Compared { get; private set; }

    /// <summary>Stored records that share a key with this one; a handful of look-ups however many are stored.</summary>
    public IReadOnlyCollection<CitationForm> Candidates(CitationForm record) => Sharing(BlockingKeys.Of(record));

    /// <summary>Takes one record in and decides it against those it may be the same as.</summary>
    /// <returns>The decisions that are not <see cref="Verdict.Different"/>.</returns>
    /// <exception cref="ArgumentException">A record of that id is there.</exception>
    public IReadOnlyList<DecidedPair> Add(Citation citation)
    {
        var record = new CitationForm(citation);
        _records.Add(record.Id, record);
        var decided = new List<DecidedPair>();
        var keys = BlockingKeys.Of(record);
        foreach (var other in Sharing(keys))
        {
            Compared++;
            var (a, b) = string.CompareOrdinal(record.Id, other.Id) <= 0 ? (record, other) : (other, record);
            var decision = SameReport.Decide(a, b);
            if (decision.Verdict != Verdict.Different) decided.Add(new DecidedPair(a, b, decision));
        }

        foreach (var key in keys)
        {
            if (_byKey.TryGetValue(key, out var stored)) stored.Add(record);
            else _byKey[key] = [record];
        }

        _pairs.AddRange(decided);
        return decided;
    }

    /// <summary>The reports among all records so far.</summary>
    /// <param name="people">What people decided; none when left out.</param>
    public ReportGroups Groups(PersonDecisions? people = null)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        return ReportGroups.Of(_records.Values, _pairs, people ?? PersonDecisions.None, static (a, b) => SameReport.Decide(a, b).HeldApart, Recurs);

        bool Recurs(CitationForm record)
        {
            if (!known.TryGetValue(record.Id, out var recurs))
                known[record.Id] = recurs = BlockingKeys.OfTitle(record) is { } key && Recurrence.Of(record, _byKey[key]);
            return recurs;
        }
    }

    private HashSet<CitationForm> Sharing(long[] keys)
    {
        var found = new HashSet<CitationForm>(ReferenceEqualityComparer.Instance);
        foreach (var key in keys)
        {
            if (_byKey.TryGetValue(key, out var stored)) found.UnionWith(stored);
        }

        return found;
    }
}
