using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Sources.PubMed;

/// <summary>
/// PubMed through E-utilities. A window is searched twice: by entry date for what is new, by modification date for
/// corrections, retractions and late indexing.
/// </summary>
internal sealed partial class PubMedSource(SourceClient client, IOptions<PubMedOptions> options, IOptions<HttpOptions> http) : ISource, IKnownItems, IRecordHolder
{
    public string Name => "pubmed";
    public bool Enabled => options.Value.Enabled;
    public bool Notices => false;
    public bool KnowsDois => true;

    /// <summary>A PMID; DOIs stand under a name of their own.</summary>
    public static KnownIdForm KnownIds { get; } = KnownIdForm.Matching("a PMID such as 39174804", Pmid());

    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => options.Value.Overlap;
    public IReadOnlyList<UpstreamQuery> Feeds => [];

    public IReadOnlyList<ReliedField> Relied { get; } =
    [
        ReliedField.Of<Article>("abstract", a => a.Abstract), ReliedField.Of<Article>("authors", a => a.Authors), ReliedField.Of<Article>("journal", a => a.Journal),
        ReliedField.Of<Article>("doi", a => a.Doi), ReliedField.Of<Article>("languages", a => a.Languages),
        ReliedField.Of<Article>("publicationTypes", a => a.PublicationTypes), ReliedField.Of<Article>("entered", a => a.Entered),
    ];

    /// <remarks>Two searches for each part, and the records of what each finds.</remarks>
    public RequestQuota Quota => new(4, null);

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) => PubMedQuery.Ask(query, most);

    /// <inheritdoc/>
    /// <remarks>
    /// <see cref="Fetched.Total"/> is the number of different PMIDs that both searches listed; with a limit, the hits by entry date.
    /// </remarks>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var requests = new PubMedRequests(options.Value, http.Value.Contact, PubMedApiKey.Read(options.Value.ApiKeyFile));
        var calls = new PubMedCalls(client, requests);
        var listing = new PubMedListing(calls);
        var days = DayRange.Covering(request.From, request.To);
        var records = new PubMedRecords(calls, options.Value.PageSize);
        int total;
        if (request.Limit is { } limit)
        {
            (var pmids, total) = await listing.NewestAsync(new PubMedAsked(request.Query.Text, PubMedRequests.Entered, days), limit, ct);
            await records.FetchAsync(pmids, ct);
        }
        else
        {
            var entered = await listing.AllAsync(new PubMedAsked(request.Query.Text, PubMedRequests.Entered, days), ct);
            var modified = await listing.AllAsync(new PubMedAsked(request.Query.Text, PubMedRequests.Modified, days), ct);
            total = await records.FetchAsync([.. entered, .. modified], listing, ct);
        }

        return new Fetched
        {
            Records = records.Records,
            Unreadable = records.Unreadable,
            Payloads = calls.Payloads,
            Widened = [.. listing.Widened],
            Otherwise = [.. listing.Otherwise],
            Total = total,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindAsync(UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct)
    {
        // What is neither PMID nor DOI cannot be found, and would be part of the query's text.
        var pmids = ids.Where(KnownIds.Is).ToList();
        var dois = ids.Where(KnownIdForm.OfDoi.Is).ToList();
        if (pmids.Count + dois.Count == 0) return [];
        var requests = new PubMedRequests(options.Value, http.Value.Contact, PubMedApiKey.Read(options.Value.ApiKeyFile));
        var calls = new PubMedCalls(client, requests);
        var listed = await ListedAsync(calls, requests.Known(query.Text, pmids, dois), ct);
        if (dois.Count == 0 || listed.Count == 0) return listed;
        // The list names PMIDs only: the records say which DOI is whose.
        var records = new PubMedRecords(calls, options.Value.PageSize);
        await records.FetchAsync(listed, ct);
        var found = records.Records.Select(r => r.Document).OfType<Article>().Select(a => a.Doi).Concat(listed).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. ids.Where(found.Contains)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> StillThereAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        var requests = new PubMedRequests(options.Value, http.Value.Contact, PubMedApiKey.Read(options.Value.ApiKeyFile));
        var listed = await ListedAsync(new PubMedCalls(client, requests), requests.Present(ids), ct);
        // A query that lost its field finds everything.
        return listed.Except(ids, StringComparer.Ordinal).FirstOrDefault() is { } other
            ? throw new SourceException(SourceFailure.Malformed, $"esearch: {other}, which was not asked for")
            : listed;
    }

    private static Task<IReadOnlyList<string>> ListedAsync(PubMedCalls calls, SourceRequest request, CancellationToken ct) => calls.AskAsync(request, payload =>
    {
        var search = PubMedSearch.Read(payload.Content);
        return search.Count == search.Ids.Count
            ? search.Ids
            : throw new SourceException(SourceFailure.Malformed, $"esearch: {search.Ids.Count} ids where it counts {search.Count}");
    }, ct);

    [GeneratedRegex(@"^[1-9][0-9]{0,8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pmid();
}
