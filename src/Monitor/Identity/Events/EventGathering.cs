namespace Monitor.Identity.Events;

/// <summary>Events in the making: which notice is with which.</summary>
internal sealed class EventGathering(IReadOnlyDictionary<string, NoticeForm> forms)
{
    private readonly Dictionary<string, List<string>> _groups = forms.Keys.ToDictionary(id => id, id => new List<string> { id }, StringComparer.Ordinal);
    private readonly Dictionary<(string, string), bool> _apart = [];

    public object GroupOf(string id) => _groups[id];

    public bool Together(string a, string b) => ReferenceEquals(_groups[a], _groups[b]);

    /// <summary>Whether a rule holds apart any of the one's event and any of the other's.</summary>
    public bool Apart(string a, string b) => _groups[a].Exists(x => _groups[b].Exists(y => HeldApart(x, y)));

    /// <summary>Joins the events of two notices, unless any two across are held apart.</summary>
    public bool TryJoin(string a, string b)
    {
        if (Apart(a, b)) return false;
        Join(a, b);
        return true;
    }

    public void Join(string a, string b)
    {
        var (x, y) = (_groups[a], _groups[b]);
        if (ReferenceEquals(x, y)) return;
        if (x.Count < y.Count) (x, y) = (y, x);
        x.AddRange(y);
        foreach (var id in y) _groups[id] = x;
    }

    /// <summary>In an order that does not tell how they came about.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups() =>
        [.. _groups.Values.Distinct().Select(g => (IReadOnlyList<string>)[.. g.Order(StringComparer.Ordinal)]).OrderBy(g => g[0], StringComparer.Ordinal)];

    private bool HeldApart(string a, string b)
    {
        var key = string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
        if (!_apart.TryGetValue(key, out var apart)) _apart[key] = apart = SameEvent.Decide(forms[a], forms[b]).HeldApart;
        return apart;
    }
}
