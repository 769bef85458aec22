using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Sources.EuropePmc;

/// <summary>
/// Europe PMC: what PubMed holds, preprints with their versions, and more. A window is asked by the days on which a record
/// was first shown, made or changed, so that retractions and published versions of known records are found too.
/// </summary>
internal sealed partial class EuropePmcSource(SourceClient client, IOptions<EuropePmcOptions> options, IOptions<HttpOptions> http, TimeProvider time) : ISource, IKnownItems
{
    public const string SourceName = "europepmc";

    /// <summary>More records than this are no answer to a saved search: the query is refused rather than the service copied.</summary>
    public const int MaxRecords = 100_000;

    /// <summary>How often a request is sent that is answered by a version and nothing more; about one answer in five was one.</summary>
    private const int BareTries = 4;

    private static readonly TimeSpan AnonymousSpacing = TimeSpan.FromSeconds(1);

    public string Name => SourceName;
    public bool Enabled => options.Value.Enabled;
    public bool Notices => false;
    public bool KnowsDois => true;

    /// <summary>With the collection, as ids of its records are, or a name that tells it.</summary>
    public static KnownIdForm KnownIds { get; } = KnownIdForm.Matching("an id such as MED:39174804, PPR:PPR123456 or PMC1234567", Id());

    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => options.Value.Overlap;
    public IReadOnlyList<UpstreamQuery> Feeds => [];

    /// <remarks>Without languages: preprints have none.</remarks>
    public IReadOnlyList<ReliedField> Relied { get; } =
    [
        ReliedField.Of<Article>("abstract", a => a.Abstract), ReliedField.Of<Article>("authors", a => a.Authors), ReliedField.Of<Article>("journal", a => a.Journal),
        ReliedField.Of<Article>("doi", a => a.Doi), ReliedField.Of<Article>("publicationTypes", a => a.PublicationTypes), ReliedField.Of<Article>("entered", a => a.Entered),
    ];

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) =>
        EuropePmcQuery.Ask(query, [.. options.Value.Collections], most);

    /// <inheritdoc/>
    /// <remarks>Whole or not at all; a walk whose count changed under it, or that brought another number, is begun again once.</remarks>
    public Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct) =>
        BrokenWalk.TwiceAsync(() => WalkAsync(request, ct));

    /// <inheritdoc/>
    /// <remarks>Items are named as we name them (<c>PPR:PPR123</c>), or by PMID, PMCID, number of the preprint, DOI.</remarks>
    public async Task<IReadOnlyList<string>> FindAsync(UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct)
    {
        if (EuropePmcRequests.Known(query.Text, ids) is not { } asked) return [];
        var (page, payload) = await PageAsync(Requests().Page(asked, EuropePmcRequests.FirstMark, 1000, newestFirst: false), ct);
        if (page.Count != page.HitCount) throw new SourceException(SourceFailure.Malformed, $"{SourceClient.Place(new Uri(payload.Address))}: {page.Count} records where it counts {page.HitCount}") { Payload = payload };
        var found = page.Records.Select(r => r.Document).OfType<Article>()
            .SelectMany(a => new[] { a.ExternalId, HitId.Split(a.ExternalId).ExternalId, a.Pmid, a.Pmcid, a.Doi })
            .Concat(page.Unreadable.Select(u => u.ExternalId)).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. ids.Where(found.Contains)];
    }

    private EuropePmcRequests Requests()
    {
        var spacing = string.IsNullOrEmpty(http.Value.Contact) && options.Value.Spacing < AnonymousSpacing ? AnonymousSpacing : options.Value.Spacing;
        return new EuropePmcRequests(options.Value.BaseUrl, http.Value.Contact, spacing);
    }

    private async Task<Fetched> WalkAsync(FetchRequest request, CancellationToken ct)
    {
        var requests = Requests();
        var query = EuropePmcRequests.Window(request.Query.Text, request.From, request.To);
        var size = request.Limit is { } limit ? Math.Clamp(limit, 1, options.Value.PageSize) : options.Value.PageSize;
        var walk = new EuropePmcWalk(request.Limit);
        while (walk.Mark is { } mark)
        {
            var (page, payload) = await PageAsync(requests.Page(query, mark, size, newestFirst: request.Limit is not null), ct);
            if (request.Limit is null && page.HitCount > MaxRecords)
            {
                throw new SourceException(SourceFailure.Refused, $"the query finds {page.HitCount} records, more than {MaxRecords}: narrow it, or set a later baseline");
            }

            walk.Add(page, payload);
        }

        return walk.Complete();
    }

    private async Task<(EuropePmcPage Page, Payload Payload)> PageAsync(SourceRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var payload = await client.GetAsync(request, ct);
            if (EuropePmcJson.Read(payload) is { } page) return (page, payload);
            if (attempt == BareTries)
            {
                throw new SourceException(SourceFailure.Malformed, $"{SourceClient.Place(request.Address)}: a version and neither count nor records, {attempt} times") { Payload = payload };
            }

            await Task.Delay(RetryWait.Of(attempt, null, $"{http.Value.Contact} {request.Address.Host}", time.GetUtcNow()), time, ct);
        }
    }

    [GeneratedRegex(@"^(MED:[1-9][0-9]{0,8}|(PPR:)?PPR[1-9][0-9]*|(PMC:)?PMC[1-9][0-9]*|(AGR|CBA|CTX|ETH|HIR|NBK|PAT):[A-Z0-9]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
