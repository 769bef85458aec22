namespace Monitor.Identity.Reports;

/// <summary>Groups in the making: who is with whom.</summary>
internal sealed class Gathering(IEnumerable<CitationForm> records)
{
    private readonly Dictionary<string, List<CitationForm>> _groups = records.ToDictionary(r => r.Id, r => new List<CitationForm> { r }, StringComparer.Ordinal);

    public bool Has(string id) => _groups.ContainsKey(id);

    /// <summary>The two reports in which two records stand, as one pair.</summary>
    public IdPair Between(string a, string b) => new(First(a), First(b));

    public bool Together(string a, string b) => ReferenceEquals(_groups[a], _groups[b]);

    /// <summary>Joins the groups of two records, unless any two across are held apart. A record that is not there joins nothing.</summary>
    public bool TryJoin(string a, string b, Func<CitationForm, CitationForm, bool> heldApart)
    {
        if (!_groups.TryGetValue(a, out var x) || !_groups.TryGetValue(b, out var y)) return false;
        if (ReferenceEquals(x, y)) return true;
        if (x.Exists(one => y.Exists(other => heldApart(one, other)))) return false;
        if (x.Count < y.Count) (x, y) = (y, x);
        x.AddRange(y);
        foreach (var record in y) _groups[record.Id] = x;
        return true;
    }

    /// <summary>In an order that does not tell how they came about.</summary>
    public IReadOnlyList<IReadOnlyList<CitationForm>> Groups() =>
    [
        .. _groups.Values.Distinct().Select(g => (IReadOnlyList<CitationForm>)[.. g.OrderBy(r => r.Id, StringComparer.Ordinal)]).OrderBy(g => g[0].Id, StringComparer.Ordinal),
    ];

    private string First(string id) => _groups[id].Min(r => r.Id)!; // non-null: a group has a record
}
