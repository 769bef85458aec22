using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources.ClinicalTrialsGov;

namespace Monitor.Sources.Crossref;

/// <summary>
/// Works that publishers registered at Crossref, and what became of them: retractions, corrections and expressions of concern,
/// by the publishers and by Retraction Watch, mostly before PubMed shows them. Each poll asks for the words of the watch, and
/// besides, by DOI, for every article that the watch has from anywhere: a record at Crossref is thin, often without an
/// abstract, and would not show the words that the article was found by.
/// </summary>
internal sealed class CrossrefSource(SourceClient client, IOptions<CrossrefOptions> options, IOptions<HttpOptions> http) : ISource, IKnownItems
{
    public const string SourceName = "crossref";

    public string Name => SourceName;
    public bool Enabled => options.Value.Enabled;
    public bool Notices => false;
    public bool FollowsDois => true;
    public bool KnowsDois => true;

    /// <summary>A comma cannot be asked for: Crossref parts a list of DOIs by it.</summary>
    public static KnownIdForm KnownIds { get; } = new(
        "a DOI such as 10.1186/s13287-023-03440-2, without a comma", text => text.Trim() == text && CrossrefDoi.Of(text) is { } doi && CrossrefKnown.IsListable(doi));

    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => options.Value.Overlap;
    public IReadOnlyList<UpstreamQuery> Feeds => [];

    public IReadOnlyList<ReliedField> Relied { get; } =
    [
        new ReliedField("title", hit => hit.Title != CrossrefWork.NoTitle), ReliedField.Of<Article>("authors", a => a.Authors), ReliedField.Of<Article>("published", a => a.Published),
        ReliedField.Of<Article>("publicationTypes", a => a.PublicationTypes), ReliedField.Of<Article>("entered", a => a.Entered), ReliedField.Of<Article>("revised", a => a.Revised),
    ];

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) => CrossrefQuery.Ask(query, most);

    /// <inheritdoc/>
    /// <remarks><see cref="Fetched.Total"/> is what Crossref counts for the words in the window; what is asked for by DOI does not belong to it.</remarks>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var calls = new CrossrefCalls(client, options.Value.Spacing, http.Value.Contact);
        var requests = new CrossrefRequests(options.Value, http.Value.Contact);
        var found = new List<FoundWork>();
        int? total = null;
        if (request.Query.Text.Length > 0 && request.Limit is not null)
        {
            var payload = await calls.AskAsync(requests.Best(request), ct);
            var page = CrossrefPage.Read(payload);
            found.AddRange(page.Works.Select(w => new FoundWork(w, payload.Hash)));
            total = page.Total;
        }
        else if (request.Query.Text.Length > 0)
        {
            (var works, total) = await new CrossrefWalk(calls).AllAsync(cursor => requests.Words(request, cursor), options.Value.PageSize, ct);
            found.AddRange(works);
        }

        var seen = found.Select(f => CrossrefWork.IdOf(f.Work)).ToHashSet(StringComparer.Ordinal);
        found.AddRange((await new CrossrefKnown(calls, requests).ChangedAsync(request, ct)).Where(f => seen.Add(CrossrefWork.IdOf(f.Work))));
        return Read(found, calls.Payloads, total);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindAsync(UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var asked = ids.ToLookup(id => CrossrefDoi.Of(id) ?? "", StringComparer.Ordinal);
        var known = new CrossrefKnown(new CrossrefCalls(client, options.Value.Spacing, http.Value.Contact), new CrossrefRequests(options.Value, http.Value.Contact));
        var found = new List<string>();
        if (query.Text.Length == 0) return found;
        foreach (var batch in CrossrefRequests.Batches(asked.Select(a => a.Key).Where(doi => doi.Length > 0 && CrossrefKnown.IsListable(doi))))
        {
            found.AddRange((await known.ListedAsync(batch, null, query.Text, ct)).SelectMany(f => asked[CrossrefWork.IdOf(f.Work)]));
        }

        return found;
    }

    private static Fetched Read(IEnumerable<FoundWork> found, IReadOnlyList<Payload> payloads, int? total)
    {
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var (work, payload) in found)
        {
            try
            {
                records.Add(CrossrefWork.Read(work, payload));
            }
            catch (FieldTypeException ex)
            {
                var id = CrossrefWork.IdOf(work);
                unreadable.Add(new UnreadableRecord(id.StartsWith("10.", StringComparison.Ordinal) ? id : null, ex.Message, work.GetRawText()));
            }
        }

        return new Fetched { Records = records, Unreadable = unreadable, Payloads = payloads, Total = total };
    }
}
