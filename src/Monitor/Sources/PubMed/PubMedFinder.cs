using Microsoft.Extensions.Options;
using Monitor.Documents;

namespace Monitor.Sources.PubMed;

/// <summary>Asks PubMed for one citation: by its identifiers, by the words of its title, by its place in print.</summary>
internal sealed class PubMedFinder(SourceClient client, IOptions<PubMedOptions> options, IOptions<HttpOptions> http) : ICitationFinder
{
    private const int Most = 20;
    private const string Key = "monitor1";

    public string Source => "pubmed";
    public bool Enabled => options.Value.Enabled;

    public bool Answers(CitationAsked asked) =>
        asked.Registration is null && (asked.HasIdentifier || PubMedCitation.ByTitle(asked) is not null || PubMedCitation.ByAuthor(asked) is not null || asked.HasPlace);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Hit>> FindAsync(CitationAsked asked, CancellationToken ct)
    {
        var run = new Run(new PubMedCalls(client, new PubMedRequests(options.Value, http.Value.Contact, PubMedApiKey.Read(options.Value.ApiKeyFile))), options.Value.PageSize, asked);
        return await run.FindAsync(ct);
    }

    /// <summary>The questions for one citation; a later one is asked only where the earlier ones found nothing alike.</summary>
    private sealed class Run(PubMedCalls calls, int pageSize, CitationAsked asked)
    {
        private readonly Dictionary<string, Article> _found = new(StringComparer.Ordinal);

        public async Task<IReadOnlyList<Hit>> FindAsync(CancellationToken ct)
        {
            if (PubMedCitation.ByIdentifiers(asked) is { } ids) await TakeAsync(await SearchAsync(ids, ct), Bears, ct);
            if (asked.Title is null && _found.Count > 0) return Found();
            if (!Enough && PubMedCitation.ByTitle(asked) is { } title) await TakeAsync(await SearchAsync(title, ct), IsAlike, ct);
            if (!Enough && PubMedCitation.Line(asked, Key) is { } line) await TakeAsync(await calls.AskAsync(calls.Requests.Cited(line), p => PubMedMatch.Read(p.Content, Key), ct), _ => true, ct);
            if (!Enough && PubMedCitation.ByAuthor(asked) is { } author) await TakeAsync(await SearchAsync(author, ct), IsAlike, ct);
            return Found();
        }

        private bool Enough => _found.Values.Any(IsAlike);

        private bool IsAlike(Article article) => PubMedCitation.Alike(asked.Title, article.Title) || PubMedCitation.Alike(asked.Title, article.VernacularTitle);

        /// <summary>A phrase that PubMed does not know is dropped from the search, which then finds what was not asked for.</summary>
        private bool Bears(Article article) => article.Pmid == asked.Pmid || (asked.Doi is not null && article.Doi == asked.Doi) || (asked.Pmcid is not null && article.Pmcid == asked.Pmcid);

        private List<Hit> Found() => [.. _found.Values];

        private async Task<IReadOnlyList<string>> SearchAsync(string term, CancellationToken ct) =>
            await calls.AskAsync(calls.Requests.Find(term, Most), payload => PubMedSearch.Read(payload.Content).Ids, ct);

        private async Task TakeAsync(IReadOnlyList<string> pmids, Func<Article, bool> wanted, CancellationToken ct)
        {
            var records = new PubMedRecords(calls, pageSize);
            await records.FetchAsync([.. pmids.Where(p => !_found.ContainsKey(p)).Take(Most)], ct);
            if (records.Unreadable is [var bad, ..]) throw new SourceException(SourceFailure.Malformed, $"PMID {bad.ExternalId}: {bad.Reason}");
            foreach (var article in records.Records.Select(r => r.Document).OfType<Article>().Where(wanted)) _found[article.ExternalId] = article;
        }
    }
}
