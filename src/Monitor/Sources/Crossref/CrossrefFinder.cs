using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.PubMed;

namespace Monitor.Sources.Crossref;

/// <summary>Asks Crossref for one citation: by its DOI, then by its words.</summary>
internal sealed class CrossrefFinder(SourceClient client, IOptions<CrossrefOptions> options, IOptions<HttpOptions> http) : ICitationFinder
{
    private const int Most = 5;

    public string Source => CrossrefSource.SourceName;
    public bool Enabled => options.Value.Enabled;

    public bool Answers(CitationAsked asked) => asked.Registration is null && (asked.Doi is not null || asked.Title is { Length: > 15 });

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Hit>> FindAsync(CitationAsked asked, CancellationToken ct)
    {
        var calls = new CrossrefCalls(client, options.Value.Spacing, http.Value.Contact);
        var requests = new CrossrefRequests(options.Value, http.Value.Contact);
        var found = new List<Article>();
        if (asked.Doi is { } doi && await calls.AskForOneAsync(requests.One(doi), ct) is { } one) found.AddRange(Read([CrossrefPage.ReadWork(one)], one));
        if (asked.Title is not { Length: > 15 } || found.Exists(a => PubMedCitation.Alike(asked.Title, a.Title))) return found;
        var payload = await calls.AskAsync(requests.Cited(asked, Most), ct);
        // The best of what Crossref has, whether it is alike or not.
        found.AddRange(Read(CrossrefPage.Read(payload).Works, payload).Where(a => PubMedCitation.Alike(asked.Title, a.Title)));
        return [.. found.DistinctBy(a => a.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<Article> Read(IEnumerable<JsonElement> works, Payload payload)
    {
        foreach (var work in works)
        {
            SourceRecord record;
            try
            {
                record = CrossrefWork.Read(work, payload.Hash);
            }
            catch (FieldTypeException ex)
            {
                throw CrossrefPage.Malformed(payload, $"{CrossrefWork.IdOf(work)}: {ex.Message}");
            }

            if (record.Document is Article article) yield return article;
        }
    }
}
