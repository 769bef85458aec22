using System.Data.Common;
using Dapper;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>
/// What alerts are about: all notices of one regulatory event are one matter, whatever source they came from, and so are
/// all records of one report; any other hit is one by itself.
/// </summary>
internal sealed class AlertMatters
{
    private readonly Dictionary<string, string> _matters;
    private readonly ILookup<string, string> _members;
    private readonly ILookup<string, string> _names;

    private AlertMatters(Dictionary<string, string> matters, ILookup<string, string> members, ILookup<string, string> names) => (_matters, _members, _names) = (matters, members, names);

    public static async Task<AlertMatters> OfAsync(DbTransaction tx, IReadOnlyCollection<Hit> hits)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var events = await EventTable.EventsAsync(connection, tx, hits.OfType<Notice>().Select(n => n.Id));
        var members = await EventTable.MembersAsync(connection, tx, events.Values);
        var numbers = await NumbersAsync(tx, members.SelectMany(m => m));
        var reports = await ReportMemberTable.TogetherAsync(connection, tx, hits.OfType<Article>().Select(a => a.Id));
        // Alerts of earlier days bear the number of the event, or the id of any record that has spoken for the report.
        var names = members.SelectMany(m => m.Concat(m.Where(numbers.ContainsKey).Select(h => numbers[h])).Append(m.Key).Select(name => (Matter: m.Key, Name: name)))
            .Concat(reports.SelectMany(r => r.Select(m => (Matter: m.ReportId, Name: m.HitId)).Append((Matter: r.First().ReportId, Name: r.First().ReportId))));
        foreach (var report in reports) events[report.Key] = report.First().ReportId;
        return new AlertMatters(events, members, names.Distinct().ToLookup(n => n.Matter, n => n.Name, StringComparer.Ordinal));
    }

    /// <summary>The matter of a hit: the id of its event or report, or its own.</summary>
    public string Of(Hit hit) => _matters.GetValueOrDefault(hit.Id, hit.Id);

    /// <summary>How many notices the event of a matter has; 1 for what is no event.</summary>
    public int Size(string matter) => Math.Max(1, _members[matter].Count());

    /// <summary>Ids of the hits of a matter.</summary>
    public IEnumerable<string> HitsOf(string matter) => _members[matter].DefaultIfEmpty(matter);

    /// <summary>The first alert that a recipient got of each matter. Events that became one have two, and go on in the thread that began first.</summary>
    public async Task<Dictionary<string, Alert>> AlertsAsync(DbTransaction tx, string recipient, IEnumerable<Hit> hits)
    {
        var matters = hits.Select(Of).Distinct(StringComparer.Ordinal).ToDictionary(m => m, Names, StringComparer.Ordinal);
        var alerts = await AlertTable.OfAsync(tx, recipient, matters.Values.SelectMany(n => n));
        var first = new Dictionary<string, Alert>(StringComparer.Ordinal);
        foreach (var (matter, names) in matters)
        {
            if (names.Select(alerts.GetValueOrDefault).OfType<Alert>().MinBy(a => a.Id) is { } alert) first[matter] = alert;
        }

        return first;
    }

    /// <summary>Whether an alert, which may bear a name of an earlier day, is about the matter of this hit.</summary>
    public bool Is(Alert alert, Hit hit) => Names(Of(hit)).Contains(alert.Matter, StringComparer.Ordinal);

    private IReadOnlyList<string> Names(string matter) => _names.Contains(matter) ? [.. _names[matter]] : [matter];

    /// <summary>By source and number of the event, as alerts bore it before events reached over sources.</summary>
    private static async Task<Dictionary<string, string>> NumbersAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<(string Id, string Source, string? Number)>($"""
                SELECT i.id, i.source, d.data ->> 'eventId' FROM hit_index i JOIN mt_doc_notice d ON d.id = i.id WHERE {Dialect.Of(tx).In("i.id", "chunk")}
                """, new { chunk }, tx); // non-null: the transaction is open
            foreach (var (id, source, number) in rows.Where(r => r.Number is not null)) found[id] = $"{source} event {number}";
        }

        return found;
    }
}
