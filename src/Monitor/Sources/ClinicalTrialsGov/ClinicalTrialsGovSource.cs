using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>Studies of ClinicalTrials.gov by the day their last update was posted; a walk over all pages that is counted, or nothing.</summary>
internal sealed partial class ClinicalTrialsGovSource(SourceClient client, IOptions<ClinicalTrialsGovOptions> options, IOptions<HttpOptions> http) : ISource, IKnownItems
{
    public const string SourceName = "clinicaltrials.gov";

    /// <summary>More studies than this are no answer to a saved search: the query is refused rather than the registry copied.</summary>
    public const int MaxStudies = 100_000;

    private static readonly TimeSpan AnonymousSpacing = TimeSpan.FromSeconds(2);

    public string Name => SourceName;
    public bool Enabled => options.Value.Enabled;
    public bool Notices => false;
    public bool KnowsDois => false;

    public static KnownIdForm KnownIds { get; } = KnownIdForm.Matching("a registry number such as NCT06539273", Nct());

    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => options.Value.Overlap;
    public IReadOnlyList<UpstreamQuery> Feeds => [];

    public IReadOnlyList<ReliedField> Relied { get; } =
    [
        ReliedField.Of<Trial>("status", t => t.Status), ReliedField.Of<Trial>("studyType", t => t.StudyType), ReliedField.Of<Trial>("enrollment", t => t.Enrollment),
        ReliedField.Of<Trial>("conditions", t => t.Conditions), ReliedField.Of<Trial>("sponsor", t => t.Sponsor), ReliedField.Of<Trial>("abstract", t => t.Abstract),
        ReliedField.Of<Trial>("lastUpdatePosted", t => t.LastUpdatePosted),
    ];

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) => ClinicalTrialsGovQuery.Ask(query, most);

    /// <summary>Whole or not at all; a walk that lost its token or its count (the registry is refreshed daily) is begun again once.</summary>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        // On demand a word about the age of the data would come too late to be of use.
        IReadOnlyList<Payload> version = request.Limit is null ? await VersionAsync(request.To, ct) : [];
        var fetched = await BrokenWalk.TwiceAsync(() => WalkAsync(request, ct));
        return fetched with { Payloads = [.. version, .. fetched.Payloads] };
    }

    /// <inheritdoc/>
    /// <remarks>A number that became another's alias is found under the other, which names it.</remarks>
    public async Task<IReadOnlyList<string>> FindAsync(UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct)
    {
        // Anything but a number would be refused with the rest.
        var numbers = ids.Where(KnownIds.Is).ToList();
        if (numbers.Count == 0) return [];
        var payload = await client.GetAsync(ClinicalTrialsGovRequests.Known(options.Value.BaseUrl, query.Text, numbers, Spacing()), ct);
        var page = ClinicalTrialsGovJson.Read(payload);
        if (page.NextPageToken is not null) throw new SourceException(SourceFailure.Malformed, $"{payload.Address}: more studies than were asked for") { Payload = payload };
        var found = page.Records.SelectMany(r => r.Document is Trial trial ? [trial.RegistryId, .. trial.OtherIds] : (IReadOnlyList<string>)[])
            .Concat(page.Unreadable.Select(u => u.ExternalId).OfType<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. numbers.Where(found.Contains)];
    }

    private TimeSpan Spacing() => SpacingOf(options.Value, http.Value);

    /// <summary>Least time between two requests: the configured one, longer while nobody can be written to.</summary>
    internal static TimeSpan SpacingOf(ClinicalTrialsGovOptions options, HttpOptions http) =>
        string.IsNullOrEmpty(http.Contact) && options.Spacing < AnonymousSpacing ? AnonymousSpacing : options.Spacing;

    /// <summary>Kept with the run, so that the ledger shows of which day the data was. A registry that does not say is believed.</summary>
    private async Task<IReadOnlyList<Payload>> VersionAsync(DateTimeOffset now, CancellationToken ct)
    {
        Payload payload;
        try
        {
            payload = await client.GetAsync(ClinicalTrialsGovRequests.Version(options.Value.BaseUrl, Spacing()), ct);
        }
        catch (SourceException ex) when (ex.Failure is SourceFailure.Refused or SourceFailure.Malformed or SourceFailure.TooLarge)
        {
            return [];
        }

        DataVersion.Check(payload, now);
        return [payload];
    }

    private async Task<Fetched> WalkAsync(FetchRequest request, CancellationToken ct)
    {
        var walk = new StudyWalk(request.Limit);
        string? token = null;
        do
        {
            var payload = await PageAsync(request, token, ct);
            var page = ClinicalTrialsGovJson.Read(payload);
            if (token is null && page.TotalCount is null) throw new SourceException(SourceFailure.Malformed, $"{payload.Address}: no totalCount, so completeness cannot be shown") { Payload = payload };
            if (token is null && request.Limit is null && page.TotalCount > MaxStudies)
            {
                throw new SourceException(SourceFailure.Refused, $"the query finds {page.TotalCount} studies, more than {MaxStudies}: write whole words in place of truncated ones, or a later baseline");
            }

            walk.Add(page, payload);
            token = page.NextPageToken;
        }
        while (token is not null && !walk.Enough);
        return walk.Complete();
    }

    private async Task<Payload> PageAsync(FetchRequest request, string? token, CancellationToken ct)
    {
        try
        {
            return await client.GetAsync(ClinicalTrialsGovRequests.Page(options.Value.BaseUrl, request, options.Value.PageSize, token, Spacing()), ct);
        }
        catch (SourceException ex) when (ex.Failure == SourceFailure.Refused && token is not null)
        {
            // The first page was accepted and only the token differs: it died with the daily refresh.
            throw new BrokenWalkException(ex.Failure, $"the page token was refused: {ex.Message}", ex.Payload);
        }
    }

    [GeneratedRegex(@"^NCT[0-9]{8}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Nct();
}
