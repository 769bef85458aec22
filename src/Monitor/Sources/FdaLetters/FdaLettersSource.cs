using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources.Fda;

namespace Monitor.Sources.FdaLetters;

/// <summary>
/// FDA's untitled letters and public notifications. A list's entries are notices, read with the pages behind them; a page that
/// is a notice itself is watched for changes of its own text.
/// </summary>
internal sealed class FdaLettersSource(SourceClient client, IOptions<FdaLettersOptions> options, TimeProvider time, ILogger<FdaLettersSource> logger) : ISource
{
    public const string SourceName = "fda-letters";

    private FdaLettersOptions Options => options.Value;

    public string Name => SourceName;
    public bool Enabled => Options.Enabled;
    public bool Notices => true;
    public string Schedule => Options.Schedule;
    public TimeSpan Overlap => TimeSpan.Zero;

    public IReadOnlyList<UpstreamQuery> Feeds =>
        [.. Lists.Concat(Addresses(Options.Pages, FdaLettersOptions.DeliveredPages)).DistinctBy(a => a.AbsoluteUri).Select(a => new UpstreamQuery(a.AbsoluteUri, []))];

    public IReadOnlyList<ReliedField> Relied { get; } = [ReliedField.Of<Notice>("link", n => n.Link), ReliedField.Of<Notice>("published", n => n.Published)];

    private IEnumerable<Uri> Lists => Addresses(Options.Lists, FdaLettersOptions.DeliveredLists);

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) =>
        throw new NotSupportedException("Pages of letters are read whole; they take no query.");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var address = new Uri(request.Query.Text);
        var payload = await client.GetFdaAsync(new SourceRequest { Address = address, Spacing = Options.Spacing, Expects = ["html", "xhtml+xml"], Unless = request.Unless }, ct);
        if (payload.NotModified) return new Fetched { NotModified = true, Validators = payload.Validators };
        return Lists.Contains(address)
            ? await ListAsync(address, payload, request, ct)
            : new Fetched { Records = [NotificationPage.Read(payload, address)], Payloads = [payload], Total = 1, Validators = payload.Validators };
    }

    private async Task<Fetched> ListAsync(Uri address, Payload payload, FetchRequest request, CancellationToken ct)
    {
        var records = LinkList.Read(payload, address);
        var total = records.Count;
        if (request.Limit is { } most) records = [.. records.OrderByDescending(r => r.Dated).Take(most)];
        var since = DateOnly.FromDateTime(request.From.UtcDateTime);
        var pages = new FdaPages(client, new PageReading(Options.BaseUrl, Options.Spacing, Options.PagesPerPoll), request, time, logger);
        records = [.. records.Select(r => r with { Outside = r.Dated?.First < since })];
        if (request.Listed is { } listed) await listed(records, ct);
        var files = 0;
        foreach (var index in pages.InTurn(Enumerable.Range(0, records.Count).OrderByDescending(i => records[i].Dated), records).ToList())
        {
            var record = records[index];
            var wanted = request.Wanted.Any(name => KnownItem.Is(record.Document, name));
            if (LinkList.IsFile(record.Document.Link)) files++;
            else if (record.Outside && !wanted) record = record with { Complete = request.Read.Contains(record.Document.ExternalId), Postponed = true };
            else record = await pages.WithBodyAsync(record, ct);
            records[index] = record;
        }

        return new Fetched
        {
            Records = records,
            Payloads = [payload, .. pages.Payloads],
            Widened = [.. pages.Notes, .. files == 0 ? (IEnumerable<string>)[] : [$"{files} letters are files, which are not read: they count by the words of the list"]],
            Interrupted = pages.Blocked,
            WholeSince = request.Limit is null ? request.From : null,
            Moves = true,
            Total = total,
            Validators = payload.Validators,
        };
    }

    private IEnumerable<Uri> Addresses(IList<string> configured, IReadOnlyList<string> delivered) =>
        (configured.Count > 0 ? configured.AsEnumerable() : delivered).Select(page => new Uri(Options.BaseUrl, page));
}
