using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Events;
using Monitor.Store.Sql;

namespace Monitor.Polling.Events;

/// <summary>The notices reached from some by pairs that are the same, and all their pairs.</summary>
internal sealed class EventReach(DbTransaction tx)
{
    private readonly Dictionary<string, NoticeForm> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), EventPair> _pairs = [];
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Reached => _reached;

    public IReadOnlyCollection<EventPair> Pairs => _pairs.Values;

    public NoticeForm Form(string id) => _forms[id];

    public long[] Keys(string id) => _keys.TryGetValue(id, out var keys) ? keys : _keys[id] = EventKeys.Of(_forms[id]);

    public NoticeForm Add(Notice notice) => _forms[notice.Id] = new NoticeForm(notice);

    /// <param name="from">Where to begin.</param>
    public async Task SpreadAsync(IEnumerable<string> from)
    {
        for (var wave = from.ToHashSet(StringComparer.Ordinal); wave.Count > 0;)
        {
            await LoadAsync(wave);
            wave.RemoveWhere(id => !_forms.ContainsKey(id));
            _reached.UnionWith(wave);
            await LoadAsync(await EventTable.SharingAsync(tx, wave.SelectMany(Keys)));
            wave = Compare(wave);
        }
    }

    /// <returns>Those that are the same as one of the wave and were not reached yet.</returns>
    private HashSet<string> Compare(HashSet<string> wave)
    {
        var next = new HashSet<string>(StringComparer.Ordinal);
        var byKey = _forms.Values.SelectMany(f => Keys(f.Id).Select(key => (key, f))).ToLookup(k => k.key, k => k.f);
        foreach (var form in wave.Select(Form))
        {
            foreach (var other in Keys(form.Id).SelectMany(k => byKey[k]).Where(o => o.Id != form.Id).DistinctBy(o => o.Id))
            {
                if (IsSame(form, other) && !_reached.Contains(other.Id)) next.Add(other.Id);
            }
        }

        return next;
    }

    private bool IsSame(NoticeForm one, NoticeForm other)
    {
        // The records of one event need not be compared two by two.
        if (one.EventNumber is { } number && number == other.EventNumber && one.Notice.Source == other.Notice.Source) return true;
        var (a, b) = string.CompareOrdinal(one.Id, other.Id) <= 0 ? (one, other) : (other, one);
        if (_pairs.TryGetValue((a.Id, b.Id), out var known)) return known.Decision.Verdict == EventVerdict.Same;
        var decision = SameEvent.Decide(a, b);
        if (decision.Verdict != EventVerdict.Different) _pairs[(a.Id, b.Id)] = new EventPair(a.Id, b.Id, decision);
        return decision.Verdict == EventVerdict.Same;
    }

    private async Task LoadAsync(IEnumerable<string> ids)
    {
        var missing = ids.Where(id => !_forms.ContainsKey(id)).ToArray();
        // One that cannot be read is an event by itself.
        foreach (var notice in (await HitTable.ReadableAsync(tx, missing)).OfType<Notice>()) Add(notice);
    }
}
