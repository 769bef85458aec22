using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Polling;
using Monitor.Simulator;

namespace Monitor.Commands.Demo;

/// <summary>
/// Which of the world's records are one report, by its own labels: a reader is owed each of its news once, whichever source brings it,
/// and a later version as an update of what was told.
/// </summary>
internal sealed class DemoReports
{
    /// <summary>What was shown for so long before the play is no news in another source.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(60);

    private readonly Dictionary<string, (string Report, int Edition)> _of;
    private readonly Dictionary<string, (string About, string Effect)> _notices;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <param name="events">All of the world, from its first day.</param>
    /// <param name="start">Begin of the play: what existed then is announced by a summary.</param>
    /// <param name="subscribers">Who follows what.</param>
    public DemoReports(IReadOnlyList<WorldEvent> events, DateTimeOffset start, Subscribers subscribers)
    {
        _of = events.Where(e => e.Report is not null).GroupBy(Record, StringComparer.Ordinal)
            .ToDictionary(r => r.Key, r => (r.First().Report!, r.Min(e => e.Edition)), StringComparer.Ordinal); // non-null: filtered just before
        _notices = events.Where(e => e.About is not null).DistinctBy(Record, StringComparer.Ordinal)
            .ToDictionary(Record, e => (e.About!, e.Effect!), StringComparer.Ordinal); // non-null: a notice has both
        foreach (var e in events.Where(e => e.Report is not null && e.At <= start - Settled))
        {
            foreach (var reader in e.Watches.SelectMany(subscribers.Of)) Raise(_known, Key(reader, Record(e)), e.Edition);
        }
    }

    /// <summary>What a told revision is to a reader: <c>reader record type</c>, the record being that of the whole report.</summary>
    /// <param name="reader">Who was told.</param>
    /// <param name="record">Of which record.</param>
    /// <param name="type">What kind of revision.</param>
    /// <param name="changes">What changed; a record that names the version after it announces that one.</param>
    public string Pair(string reader, string record, string type, IEnumerable<FieldChange> changes) =>
        Pair(reader, record, type, changes.Where(c => c.Field == "UpdateIn").SelectMany(Named).Append(record).Max(r => _of.GetValueOrDefault(r).Edition));

    /// <summary>What is owed of an event that is owed of its record taken by itself; null where its report says it already.</summary>
    /// <param name="reader">Whom it concerns.</param>
    /// <param name="e">The event.</param>
    /// <param name="told">The versions that were told as new; see <see cref="ToldAsNew"/>.</param>
    public string? Owed(string reader, WorldEvent e, IReadOnlyDictionary<string, int> told)
    {
        var record = Record(e);
        if (!_of.TryGetValue(record, out var own)) return Pair(reader, record, e.Type, e.Edition);
        var announces = e.Type == WorldEventTypes.Updated && e.Edition > own.Edition;
        if (e.Type != WorldEventTypes.New && !announces) return Pair(reader, record, e.Type, e.Edition);
        var isKnown = _known.TryGetValue(Key(reader, record), out var first);
        if (!isKnown && !told.TryGetValue(Key(reader, record), out first)) return announces ? null : Pair(reader, record, e.Type, e.Edition);
        if (first < e.Edition) return Pair(reader, record, WorldEventTypes.Updated, e.Edition);
        return isKnown || announces ? null : Pair(reader, record, e.Type, e.Edition);
    }

    /// <summary>The version of each report that each reader was shown as new.</summary>
    /// <param name="shown">Reader and record of all that was new in a mail.</param>
    public Dictionary<string, int> ToldAsNew(IEnumerable<(string Reader, string Record)> shown)
    {
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reader, record) in shown)
        {
            if (_of.TryGetValue(record, out var found)) Raise(versions, Key(reader, record), found.Edition);
        }

        return versions;
    }

    /// <summary>Whether a change of this kind is told once of all records of a report, whatever else stands in it: the world corrects no paper twice.</summary>
    public bool IsOnce(string record, string type) =>
        _of.ContainsKey(record) && type is WorldEventTypes.New or WorldEventTypes.Retracted or WorldEventTypes.ExpressionOfConcern or WorldEventTypes.Corrected;

    private string Pair(string reader, string record, string type, int edition) =>
        // A notice that is new is news of its paper, which the paper's own record may have told.
        type == WorldEventTypes.New && _notices.TryGetValue(record, out var notice) ? $"{reader} {notice.About} {notice.Effect}"
        : _of.TryGetValue(record, out var found)
            ? $"{reader} {found.Report} {type}{(type == WorldEventTypes.Updated ? $" of version {edition}" : "")}"
            : $"{reader} {record} {type}";

    /// <summary>The ids under which sources have what a link names.</summary>
    private static IEnumerable<string> Named(FieldChange link) => link.New switch
    {
        { } text when Identifiers.Pmid(text) is { } pmid => [HitId.Of(WorldSources.PubMed, pmid), HitId.Of(WorldSources.EuropePmc, $"MED:{pmid}")],
        { } text when Identifiers.Doi(text) is { } doi => [HitId.Of(WorldSources.Crossref, doi)],
        { } text => [HitId.Of(WorldSources.EuropePmc, text)],
        null => [],
    };

    private static string Record(WorldEvent e) => HitId.Of(e.Source, e.ExternalId);

    private static void Raise(Dictionary<string, int> versions, string key, int edition) =>
        versions[key] = Math.Max(edition, versions.GetValueOrDefault(key));

    private string Key(string reader, string record) => $"{reader} {_of[record].Report}";
}
