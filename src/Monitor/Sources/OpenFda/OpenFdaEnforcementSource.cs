using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources.ClinicalTrialsGov;

namespace Monitor.Sources.OpenFda;

/// <summary>
/// FDA's recalls through openFDA: drugs, devices, food. Records change in place under an old report date, some of them
/// (a status, more lots) without any new date. So each poll asks for what any of three dates puts into the window, and
/// besides, by number, for every stored recall of the watch that is not terminated: at every poll rather than daily, for
/// they are few, fifty fit into a request, and a class that is assigned is what a safety officer waits for.
/// </summary>
internal sealed class OpenFdaEnforcementSource(SourceClient client, IOptions<OpenFdaEnforcementOptions> options, IOptions<HttpOptions> http) : ISource
{
    public const string SourceName = "openfda-enforcement";

    public string Name => SourceName;
    public bool Enabled => options.Value.Enabled;
    public bool Notices => true;
    public bool Revisits => true;
    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => options.Value.Overlap;

    /// <summary>Reports come weekly, and some batches a week later.</summary>
    public TimeSpan Late => TimeSpan.FromDays(7);

    public IReadOnlyList<UpstreamQuery> Feeds => [];

    public IReadOnlyList<ReliedField> Relied { get; } =
    [
        ReliedField.Of<Notice>("firm", n => n.Firm), ReliedField.Of<Notice>("product", n => n.Product), ReliedField.Of<Notice>("reason", n => n.Reason),
        ReliedField.Of<Notice>("status", n => n.Status), ReliedField.Of<Notice>("recallClass", n => n.RecallClass), ReliedField.Of<Notice>("eventId", n => n.EventId),
        ReliedField.Of<Notice>("published", n => n.Published), ReliedField.Of<Notice>("initiated", n => n.Initiated),
    ];

    /// <remarks>Each part is asked of each endpoint.</remarks>
    public RequestQuota Quota => new(RecallRequests.Endpoints.Count, OpenFdaCalls.RequestsADay(options.Value.ApiKeyFile));

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) => OpenFdaQuery.Ask(query, most);

    /// <inheritdoc/>
    /// <remarks><see cref="Fetched.Total"/> is what the three endpoints count in the window; what is revisited besides does not belong to it.</remarks>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var (baseUrl, size) = (options.Value.BaseUrl, options.Value.PageSize);
        var calls = OpenFdaCalls.Begin(client, http.Value, options.Value.Spacing, options.Value.ApiKeyFile, "Sources:OpenFdaEnforcement:ApiKeyFile");
        var walk = new OpenFdaWalk(calls);
        var found = new List<(JsonElement Record, string Payload)>();
        var total = 0;
        foreach (var endpoint in RecallRequests.Endpoints)
        {
            var (records, counted) = await walk.AllAsync(RecallRequests.Window(baseUrl, endpoint, request, size), request.Limit, RecallNotice.IdOf, ct);
            found.AddRange(records);
            total += counted;
        }

        var seen = found.Select(f => RecallNotice.IdOf(f.Record)).ToHashSet(StringComparer.Ordinal);
        foreach (var (endpoint, numbers) in Revisited(request.Open.Where(id => !seen.Contains(id))))
        {
            found.AddRange((await walk.AllAsync(RecallRequests.Known(baseUrl, endpoint, numbers, size), null, RecallNotice.IdOf, ct)).Records);
        }

        return Read(found, calls.Payloads, total, request.Limit);
    }

    private static IEnumerable<(string Endpoint, string[] Numbers)> Revisited(IEnumerable<string> open) => open
        .Where(RecallRequests.IsNumber)
        .SelectMany(number => RecallRequests.EndpointsOf(number).Select(endpoint => (endpoint, number)))
        .GroupBy(pair => pair.endpoint, pair => pair.number, StringComparer.Ordinal)
        .SelectMany(group => group.Chunk(RecallRequests.Batch).Select(chunk => (group.Key, chunk)));

    private static Fetched Read(IEnumerable<(JsonElement Record, string Payload)> found, IReadOnlyList<Payload> payloads, int total, int? limit)
    {
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var (record, payload) in found)
        {
            try
            {
                records.Add(RecallNotice.Read(record, payload));
            }
            catch (FieldTypeException ex)
            {
                var id = RecallNotice.IdOf(record);
                unreadable.Add(new UnreadableRecord(RecallRequests.IsNumber(id) ? id : null, ex.Message, record.GetRawText()));
            }
        }

        return new Fetched
        {
            Records = limit is { } most ? [.. records.OrderByDescending(r => r.Dated ?? default).Take(most)] : records,
            Unreadable = unreadable,
            Payloads = payloads,
            Total = total,
        };
    }
}
