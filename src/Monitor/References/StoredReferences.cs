using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Text;

namespace Monitor.References;

/// <summary>What the store knows of a reference: by id, by identifiers, by the words of its title.</summary>
internal sealed class StoredReferences(HitIdentifiers identifiers, HitSearch search)
{
    private const int Most = 50;

    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<Hit>> FindAsync(GivenReference given, CitationAsked asked, CancellationToken ct)
    {
        var found = new List<Hit>(await identifiers.FindAsync([.. new[] { given.HitId, asked.Pmid, asked.Pmcid, asked.Doi, asked.Registration }.OfType<string>()], Most, ct));
        // The longest words are the rarest; with all of them a slip in one would hide the title.
        var words = Folded.Tokens(asked.Title ?? "").Select(t => t.Word).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).Take(4).ToList();
        if (words.Count > 2) found.AddRange((await search.FindAsync(new HitFilter { Text = string.Join(' ', words), Kind = "article", Size = Most, BestFirst = true }, ct)).Items);
        return [.. found.DistinctBy(h => h.Id, StringComparer.Ordinal)];
    }
}
