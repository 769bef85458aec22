using Monitor.Documents;

namespace Monitor.Sources.Fda;

/// <summary>How the pages behind items are read.</summary>
/// <param name="BaseUrl">Only pages at this host are read.</param>
/// <param name="Spacing">Least time between two of them.</param>
/// <param name="Read">False = none is read, and none is missed.</param>
/// <param name="Most">At most so many in one run; the rest waits for the next.</param>
internal sealed record PageReading(Uri BaseUrl, TimeSpan Spacing, int Most, bool Read = true);

/// <summary>The linked pages of one run, each read at most once and none after a block.</summary>
internal sealed partial class FdaPages(SourceClient client, PageReading how, FetchRequest request, TimeProvider time, ILogger logger)
{
    /// <summary>How long one run may read pages: what else is due there must not wait for a site that trickles.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);

    private readonly Dictionary<string, FdaPageContent?> _pages = new(StringComparer.Ordinal);
    private readonly List<Payload> _payloads = [];
    private readonly SortedSet<string> _otherHosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _begun = time.GetTimestamp();
    private int _notRead;
    private int _waiting;

    public IReadOnlyList<Payload> Payloads => _payloads;

    /// <summary>The block that ended the reading of pages; null when there was none.</summary>
    public SourceException? Blocked { get; private set; }

    /// <summary>What a reader of the poll should know about the pages.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. Note(_notRead > 0 && request.Limit is not null, $"on demand no linked page is read: {_notRead} items count by their own words"),
        .. Note(Blocked is not null, $"www pages are blocked: {_notRead} items count by their own words until their page can be read"),
        .. Note(_waiting > 0, $"{_waiting} linked pages wait for the next portions: their items count by their own words until then"),
        .. Note(_otherHosts.Count > 0, $"pages on other hosts are not read: {string.Join(", ", _otherHosts)}"),
    ];

    /// <summary>The order in which pages are asked for: those tried in vain last, each kind as given.</summary>
    /// <param name="indexes">Of the records, in the order wanted.</param>
    /// <param name="records">All of them.</param>
    public IEnumerable<int> InTurn(IEnumerable<int> indexes, IReadOnlyList<SourceRecord> records) =>
        indexes.OrderBy(i => request.TriedInVain.Contains(records[i].Document.ExternalId));

    /// <summary>The record with the text of its page. Incomplete while that page should be read and could not, postponed while it was not even tried.</summary>
    /// <param name="record">A notice.</param>
    /// <param name="with">What the page adds; null = its text as the body.</param>
    public async Task<SourceRecord> WithBodyAsync(SourceRecord record, CancellationToken ct, Func<Notice, FdaPageContent, Notice>? with = null)
    {
        if (record.Document is not Notice notice || !how.Read || request.Read.Contains(notice.ExternalId)) return record;
        if (PageOf(notice) is not { } address) return record;
        if (Blocked is not null || request.Limit is not null)
        {
            _notRead++;
            return record with { Complete = false, Postponed = true };
        }

        if (!_pages.TryGetValue(address.AbsoluteUri, out var page))
        {
            if (_pages.Count >= how.Most || (_pages.Count > 0 && time.GetElapsedTime(_begun) > Longest))
            {
                _waiting++;
                return record with { Complete = false, Postponed = true };
            }

            _pages[address.AbsoluteUri] = page = await PageAsync(address, request.TriedInVain.Contains(notice.ExternalId), ct);
        }

        if (page is not null) return record with { Document = with is null ? notice with { Body = page.Text, LinkedPages = page.Links } : with(notice, page) };
        if (Blocked is not null) _notRead++;
        return record with { Complete = false, Postponed = Blocked is not null };
    }

    /// <summary>The page's address at the configured host; null when there is none to read, now or later.</summary>
    private Uri? PageOf(Notice notice)
    {
        if (notice.Link is null) return null;
        var link = new Uri(notice.Link);
        if (string.Equals(link.Host, how.BaseUrl.Host, StringComparison.OrdinalIgnoreCase))
        {
            // Links are printed with either scheme; the configured one is spoken, on the configured port.
            return new UriBuilder(link) { Scheme = how.BaseUrl.Scheme, Port = how.BaseUrl.Port, Fragment = "" }.Uri;
        }

        _otherHosts.Add(link.Host);
        return null;
    }

    private async Task<FdaPageContent?> PageAsync(Uri address, bool once, CancellationToken ct)
    {
        try
        {
            var payload = await client.GetAsync(new SourceRequest { Address = address, Spacing = how.Spacing, Expects = ["html", "xhtml+xml"], Once = once }, ct);
            var page = FdaPage.Read(payload);
            _payloads.Add(payload);
            return page;
        }
        catch (SourceException ex)
        {
            // Trying on lengthens a block; the items stand by their own words until a later run.
            if (ex.Failure == SourceFailure.Blocked || (ex.Payload is { } body && FdaPage.IsBlock(body)))
            {
                Blocked = ex.Failure == SourceFailure.Blocked ? ex : new SourceException(SourceFailure.Blocked, ex.Message, ex);
            }

            Log.PageNotRead(logger, SourceClient.Shown(address), ex.Failure, ex.Message);
            return null;
        }
    }

    private static IEnumerable<string> Note(bool applies, string text) => applies ? [text] : [];

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Address} could not be read ({Failure}): {Reason}")]
        public static partial void PageNotRead(ILogger logger, string address, SourceFailure failure, string reason);
    }
}
