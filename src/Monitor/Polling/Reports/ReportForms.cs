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

    /// <summary>The stored articles among these ids that can be read.</summary>
    public static async Task<IReadOnlyList<Article>> ReadAsync(DbTransaction tx, string[] ids) =>
        [.. (await ReadableHits.LoadAsync(ids, some => HitDocuments.LoadAsync(tx.Connection!, tx, "article", some))).OfType<Article>()]; // non-null: the transaction is open
}
