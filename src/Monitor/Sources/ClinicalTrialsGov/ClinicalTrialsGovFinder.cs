using Microsoft.Extensions.Options;
using Monitor.Documents;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>Asks the registry for one NCT number. An obsolete number leads to the registration that names it as an alias.</summary>
internal sealed class ClinicalTrialsGovFinder(SourceClient client, IOptions<ClinicalTrialsGovOptions> options, IOptions<HttpOptions> http) : ICitationFinder
{
    public string Source => ClinicalTrialsGovSource.SourceName;
    public bool Enabled => options.Value.Enabled;

    public bool Answers(CitationAsked asked) =>
        asked.Registration is { Length: 11 } number && number.StartsWith("NCT", StringComparison.OrdinalIgnoreCase) && number.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Hit>> FindAsync(CitationAsked asked, CancellationToken ct)
    {
        if (!Answers(asked)) return [];
        var spacing = ClinicalTrialsGovSource.SpacingOf(options.Value, http.Value);
        var payload = await client.GetAsync(ClinicalTrialsGovRequests.Known(options.Value.BaseUrl, ClinicalTrialsGovQuery.Everything, [asked.Registration!], spacing), ct); // non-null: it answers
        var page = ClinicalTrialsGovJson.Read(payload);
        if (page.Unreadable is [var bad, ..]) throw new SourceException(SourceFailure.Malformed, $"{payload.Address}: {bad.Reason}") { Payload = payload };
        return [.. page.Records.Select(r => r.Document)];
    }
}
