using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources.Fda;
using Monitor.Sources.Feeds;

namespace Monitor.Sources.FdaRss;

/// <summary>
/// FDA's feeds. All items are returned, whatever their date, because a feed has no query; the page behind each is read so that
/// words in its body count. A page that cannot be read leaves its item standing, incomplete.
/// </summary>
internal sealed class FdaRssSource(SourceClient client, IOptions<FdaRssOptions> options, TimeProvider time, ILogger<FdaRssSource> logger) : ISource
{
    public const string SourceName = "fda-rss";

    public string Name => SourceName;
    public bool Enabled => options.Value.Enabled;
    public bool Notices => true;
    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => TimeSpan.Zero;

    public IReadOnlyList<UpstreamQuery> Feeds =>
        [.. (options.Value.Feeds.Count > 0 ? [.. options.Value.Feeds] : FdaRssOptions.Delivered).Select(feed => new UpstreamQuery(new Uri(options.Value.BaseUrl, feed).AbsoluteUri, []))];

    public IReadOnlyList<ReliedField> Relied { get; } =
        [ReliedField.Of<Notice>("link", n => n.Link), ReliedField.Of<Notice>("published", n => n.Published), ReliedField.Of<Notice>("posted", n => n.Posted)];

    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) =>
        throw new NotSupportedException("FDA's feeds are read whole; they take no query.");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var address = new Uri(request.Query.Text);
        // Any media type: what is not RSS is refused by its name.
        var payload = await client.GetFdaAsync(new SourceRequest { Address = address, Spacing = options.Value.FeedSpacing, Unless = request.Unless }, ct);
        if (payload.NotModified) return new Fetched { NotModified = true, Validators = payload.Validators };
        var (records, unreadable) = (new List<SourceRecord>(), new List<UnreadableRecord>());
        var items = RssReader.Read(payload);
        var shared = items.Where(i => i.Guid is null && i.Link is not null).CountBy(i => i.Link!).Where(l => l.Value > 1)
            .Select(l => l.Key).ToHashSet(StringComparer.Ordinal); // non-null: just asked
        foreach (var item in items)
        {
            try
            {
                records.Add(FdaNotice.Read(item, address, shared, payload.Hash));
            }
            catch (FormatException ex)
            {
                unreadable.Add(new UnreadableRecord(item.Guid ?? item.Link, ex.Message, item.Raw));
            }
        }

        var total = records.Count + unreadable.Count;
        if (request.Limit is { } most) records = [.. records.Take(most)];
        if (request.Listed is { } listed) await listed(records, ct);
        var how = new PageReading(options.Value.BaseUrl, options.Value.Spacing, options.Value.PagesPerPoll, options.Value.ReadPages);
        var pages = new FdaPages(client, how, request, time, logger);
        foreach (var i in pages.InTurn(Enumerable.Range(0, records.Count), records).ToList()) records[i] = await pages.WithBodyAsync(records[i], ct);
        return new Fetched
        {
            Records = records,
            Unreadable = unreadable,
            Payloads = [payload, .. pages.Payloads],
            Widened = pages.Notes,
            Interrupted = pages.Blocked,
            Total = total,
            Validators = payload.Validators,
        };
    }
}
