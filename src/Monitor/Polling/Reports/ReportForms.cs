using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>The articles that a decision needs, read once, each with its citation in the form that is compared.</summary>
internal sealed class ReportForms(DbTransaction tx)
{
    private readonly Dictionary<string, (Article Article, CitationForm Form)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), bool> _apart = [];
    private readonly Dictionary<long, HashSet<string>> _sharing = [];
    private readonly Dictionary<string, bool> _recurs = new(StringComparer.Ordinal);

    public CitationForm? Find(string id) => _known.TryGetValue(id, out var known) ? known.Form : null;

    public Article? Article(string id) => _known.TryGetValue(id, out var known) ? known.Article : null;

    public CitationForm Add(Article article, Citation citation)
    {
        var form = new CitationForm(citation);
        _known[article.Id] = (article, form);
        return form;
    }

    /// <summary>Reads those that are not there yet. One that cannot be read stays away: it keeps no other from its report.</summary>
    public async Task LoadAsync(IEnumerable<string> ids)
    {
        foreach (var chunk in ids.Where(id => !_known.ContainsKey(id)).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var article in await ReadAsync(tx, chunk)) Add(article, Citation.Of(article));
        }
    }

    /// <summary>Whether a rule holds two records apart, asked once.</summary>
    public bool HeldApart(CitationForm a, CitationForm b)
    {
        var key = string.CompareOrdinal(a.Id, b.Id) <= 0 ? (a.Id, b.Id) : (b.Id, a.Id);
        if (!_apart.TryGetValue(key, out var apart)) _apart[key] = apart = SameReport.Decide(a, b).HeldApart;
        return apart;
    }

    /// <summary>Whether a record's title is known to come again in its journal; of records that were learned of.</summary>
    public bool Recurs(CitationForm record)
    {
        if (BlockingKeys.OfTitle(record) is not { } key || !_sharing.TryGetValue(key, out var ids) || ids.Count < 3) return false;
        if (!_recurs.TryGetValue(record.Id, out var recurs)) _recurs[record.Id] = recurs = Recurrence.Of(record, ids.Select(Find).OfType<CitationForm>());
        return recurs;
    }

    /// <summary>Reads the records that share a title with these, where they are three and more.</summary>
    public async Task LearnAsync(IEnumerable<CitationForm> records) => await LoadAsync(await SharingAsync(records));

    /// <summary>The records that share a title with these, where they are three and more: what they were thought to be may be another thing now.</summary>
    public async Task<IEnumerable<string>> SharingAsync(IEnumerable<CitationForm> records)
    {
        await AskAsync(records);
        return _sharing.Values.Where(s => s.Count > 2).SelectMany(s => s);
    }

    /// <summary>The stored articles among these ids that can be read.</summary>
    public static async Task<IReadOnlyList<Article>> ReadAsync(DbTransaction tx, string[] ids) =>
        [.. (await ReadableHits.LoadAsync(ids, some => HitDocuments.LoadAsync(tx.Connection!, tx, "article", some))).OfType<Article>()]; // non-null: the transaction is open

    private async Task AskAsync(IEnumerable<CitationForm> records)
    {
        var keys = records.Select(BlockingKeys.OfTitle).OfType<long>().Where(k => !_sharing.ContainsKey(k)).ToHashSet();
        if (keys.Count == 0) return;
        var found = (await ReportKeyTable.FindAsync(tx.Connection!, tx, keys, papers: true))
            .ToLookup(k => k.Key, k => k.HitId); // non-null: the transaction is open
        foreach (var key in keys) _sharing[key] = found[key].ToHashSet(StringComparer.Ordinal);
    }
}
