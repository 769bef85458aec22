using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources.Fda;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>
/// FDA's warning letters. The listing is read whole each time, because letters are posted late, taken away, posted again and
/// closed out; the pages of those posted since the baseline are read newest first, in portions, because what a letter is about
/// stands only there.
/// </summary>
internal sealed class FdaWarningLettersSource(
    SourceClient client, IOptions<FdaWarningLettersOptions> options, TimeProvider time, ILogger<FdaWarningLettersSource> logger) : ISource
{
    public const string SourceName = "fda-warning-letters";

    private FdaWarningLettersOptions Options => options.Value;

    public string Name => SourceName;
    public bool Enabled => Options.Enabled;
    public bool Notices => true;
    public string Schedule => Options.Schedule;
    public TimeSpan Overlap => TimeSpan.Zero;

    public IReadOnlyList<UpstreamQuery> Feeds => [new UpstreamQuery(LetterRequests.Listing(Options.BaseUrl).AbsoluteUri, [])];

    public IReadOnlyList<ReliedField> Relied { get; } =
    [
        ReliedField.Of<Notice>("link", n => n.Link), ReliedField.Of<Notice>("published", n => n.Published), ReliedField.Of<Notice>("initiated", n => n.Initiated),
        ReliedField.Of<Notice>("firm", n => n.Firm), ReliedField.Of<Notice>("reason", n => n.Reason),
    ];

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) =>
        throw new NotSupportedException("The listing of letters is read whole; it takes no query.");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var walk = new LetterWalk((start, draw, stop) => client.GetFdaAsync(new SourceRequest
        {
            Address = LetterRequests.Rows(Options.BaseUrl, start, Options.PageSize, draw), Spacing = Options.Spacing, Expects = ["json"],
        }, stop), request.Limit);
        await walk.ReadAsync(ct);
        var (records, unreadable) = (new List<SourceRecord>(), new List<UnreadableRecord>());
        foreach (var (cells, payload) in walk.Rows)
        {
            try
            {
                records.Add(LetterRow.Read(cells, Options.BaseUrl, payload));
            }
            catch (FormatException ex)
            {
                unreadable.Add(new UnreadableRecord(null, ex.Message, string.Join('\t', cells)));
            }
        }

        if (request.Limit is { } most) records = [.. records.Take(most)];
        records = LetterIds.Apart(records);
        var pages = new FdaPages(client, new PageReading(Options.BaseUrl, Options.Spacing, Options.PagesPerPoll), request, time, logger);
        var since = DateOnly.FromDateTime(Since(request).UtcDateTime);
        records = [.. records.Select(r => r with { Outside = r.Dated?.First < since })];
        if (request.Listed is { } listed) await listed(records, ct);
        await ReadPagesAsync(records, pages, request, ct);
        return new Fetched
        {
            Records = records,
            Unreadable = unreadable,
            Payloads = [.. walk.Payloads, .. pages.Payloads],
            Widened = pages.Notes,
            Interrupted = pages.Blocked,
            WholeSince = request.Limit is null ? Since(request) : null,
            Total = walk.Total,
        };
    }

    private DateTimeOffset Since(FetchRequest request) => request.To - Options.MaxAge is var oldest && request.From > oldest ? request.From : oldest;

    private static async Task ReadPagesAsync(List<SourceRecord> records, FdaPages pages, FetchRequest request, CancellationToken ct)
    {
        var wanted = Enumerable.Range(0, records.Count).Where(i => request.Wanted.Any(name => KnownItem.Is(records[i].Document, name))).ToHashSet();
        var order = Enumerable.Range(0, records.Count).OrderByDescending(wanted.Contains).ThenByDescending(i => records[i].Dated);
        foreach (var index in pages.InTurn(order, records).ToList())
        {
            var record = records[index];
            records[index] = record.Outside && !wanted.Contains(index) && request.Limit is null
                ? record with { Complete = request.Read.Contains(record.Document.ExternalId), Postponed = true }
                : await pages.WithBodyAsync(record, ct, LetterPage.Add);
        }
    }
}
