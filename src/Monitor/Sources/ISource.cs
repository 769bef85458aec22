using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Sources;

/// <summary>
/// One upstream. Requests and parsers are pure; the only caller of the network is <see cref="SourceClient"/>.
/// A source never turns an error into an empty result: it throws <see cref="SourceException"/>.
/// </summary>
internal interface ISource
{
    /// <summary>Name in data: <c>pubmed</c>, <c>clinicaltrials.gov</c>, <c>fda-rss</c> …; unique.</summary>
    string Name { get; }

    /// <summary>Whether the configuration has it polled.</summary>
    bool Enabled { get; }

    /// <summary>True for a regulator's notices: a watch's <c>noticeQuery</c> is used where given.</summary>
    bool Notices { get; }

    /// <summary>Cron text or <c>every 1h</c>; how often each query runs where the watch names no schedule of its own.</summary>
    string Schedule { get; }

    /// <summary>How far a window reaches back behind what is covered, for records that appear late.</summary>
    TimeSpan Overlap { get; }

    /// <summary>It answers with counts by day (<see cref="Fetched.Counts"/>) and yields no records.</summary>
    bool Counts => false;

    /// <summary>How long after the day that they bear its records are shown, as a rule; zero where they are shown that day.</summary>
    TimeSpan Late => TimeSpan.Zero;

    /// <summary>Addresses of a source that cannot be searched; empty for one that can. One poll per feed serves all watches.</summary>
    IReadOnlyList<UpstreamQuery> Feeds { get; }

    /// <summary>The fields that its records normally have; one that vanishes from all of them is an alarm, not "nothing new".</summary>
    IReadOnlyList<ReliedField> Relied { get; }

    /// <summary>True where records change without a date that a window could find them by: <see cref="FetchRequest.Open"/> is then given.</summary>
    bool Revisits => false;

    /// <summary>True where it is asked, besides the window, what became of the articles that the watch has from anywhere: <see cref="FetchRequest.Known"/> is then given.</summary>
    bool FollowsDois => false;

    /// <summary>Whether a watch that may use the source has anything to look for there.</summary>
    bool Serves(Watch watch) => true;

    /// <summary>What the upstream grants, which bounds the parts of a query.</summary>
    RequestQuota Quota => new(1, null);

    /// <summary>The exact text for this query, and all that it had to widen. Never narrows. Costs in proportion to the query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="most">Most parts that it may be asked in.</param>
    /// <exception cref="QueryException">The source cannot be asked this, or not in so many parts.</exception>
    /// <exception cref="NotSupportedException">The source is a feed.</exception>
    UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts);

    /// <summary>Everything that the query finds in the window, whole or not at all.</summary>
    /// <exception cref="SourceException">Anything else than a complete answer.</exception>
    Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct);
}

/// <summary>What is sent upstream.</summary>
/// <param name="Text">The exact query text, or a feed's address. With the matcher version it is the key of the coverage.</param>
/// <param name="Widened">Each clause that asks for more than the query; the local evaluator rejects only where this is not empty.</param>
internal sealed record UpstreamQuery(string Text, IReadOnlyList<string> Widened)
{
    /// <summary>The clauses that the evaluator must check because they were not asked exactly; null = all of them.</summary>
    public IReadOnlySet<Clause>? Checked { get; init; } = Widened.Count == 0 ? new HashSet<Clause>() : null;

    /// <summary>Asked one after the other when the whole is too long; together they find all that the query finds. Empty = asked whole.</summary>
    public IReadOnlyList<UpstreamQuery> Parts { get; init; } = [];

    /// <summary>Clauses, shortened, that are not asked because the query is too long; each is among <see cref="Widened"/> too.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What is said where no record of a source can satisfy a query.</summary>
    public const string NothingToFind = "no record there can show what the query asks for";

    /// <summary>Why this source cannot be asked the query at all, though its records may satisfy it. Null = it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>No record of this source can satisfy the query: there is nothing to ask.</summary>
    public bool Impossible { get; init; }

    /// <summary>Why the query is never asked there; null = it is.</summary>
    public string? NeverAsked => Refusal ?? (Impossible ? NothingToFind : null);

    /// <summary>Whether the upstream was asked exactly this clause.</summary>
    public bool AsksExactly(Clause clause) => Checked is { } some && !some.Contains(clause);
}

/// <summary>One question to a source.</summary>
internal sealed record FetchRequest
{
    public required UpstreamQuery Query { get; init; }

    /// <summary>Start of the window, inclusive, UTC; for a feed the earliest baseline of its watches. Sources that count in days round down.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the window, UTC: the time before the first request. Sources that count in days round up.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>On-demand only: at most so many records, newest first; null = all, without exception.</summary>
    public int? Limit { get; init; }

    /// <summary>Sources that revisit: external ids of the watch's notices that are not terminated; they are asked for again besides the window.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>Sources that follow DOIs: those of the watch's stored articles; records that bear them belong to the watch whatever its query makes of them.</summary>
    public IReadOnlyList<KnownArticle> Known { get; init; } = [];

    /// <summary>How far back the watch looks at all, whatever the window: what entered the source earlier is nothing new. Null = as far as <see cref="From"/>.</summary>
    public DateTimeOffset? Baseline { get; init; }

    /// <summary>Sources that count: what is counted already; what is as it was needs no further questions.</summary>
    public IReadOnlyList<AdverseDay> Counted { get; init; } = [];

    /// <summary>Feeds: asks only for what changed since an earlier answer; null = the whole answer whether changed or not.</summary>
    public Validators? Unless { get; init; }

    /// <summary>Feeds: external ids whose linked page has been read already and need not be read again.</summary>
    public IReadOnlySet<string> Read { get; init; } = new HashSet<string>();

    /// <summary>Feeds: of the others, external ids whose page was tried in vain before; they are tried last, so that one that never comes keeps none waiting.</summary>
    public IReadOnlySet<string> TriedInVain { get; init; } = new HashSet<string>();

    /// <summary>Feeds: told the items as the feed itself shows them, before the first page behind them is asked for.</summary>
    public Func<IReadOnlyList<SourceRecord>, CancellationToken, Task>? Listed { get; init; }

    /// <summary>Feeds: known items that a watch expects, as <see cref="KnownItem"/> names them; their pages are read whatever their date.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];
}

/// <summary>An article that a watch has stored, from any source.</summary>
/// <param name="Doi">In lower case.</param>
/// <param name="Since">Since when the watch has it without a record of the asked source beside it; what is younger than the window must be asked for whatever its dates.</param>
internal readonly record struct KnownArticle(string Doi, DateTimeOffset Since);

/// <summary>The complete answer of a source to one request.</summary>
internal sealed record Fetched
{
    /// <summary>In the upstream's order; one record may occur twice.</summary>
    public IReadOnlyList<SourceRecord> Records { get; init; } = [];

    /// <summary>Sources that count reports instead of showing them.</summary>
    public IReadOnlyList<Counted> Counts { get; init; } = [];

    /// <summary>Records that could not be read; kept whole, so they hold nothing back.</summary>
    public IReadOnlyList<UnreadableRecord> Unreadable { get; init; } = [];

    /// <summary>The answers as received.</summary>
    public IReadOnlyList<Payload> Payloads { get; init; } = [];

    /// <summary>What the upstream said it widened (phrases it did not know).</summary>
    public IReadOnlyList<string> Widened { get; init; } = [];

    /// <summary>The phrases that <see cref="Widened"/> is about, without quotation marks and tag.</summary>
    public IReadOnlyList<string> Otherwise { get; init; } = [];

    /// <summary>Feeds: nothing changed since the answer that <see cref="FetchRequest.Unless"/> came with; the lists are empty.</summary>
    public bool NotModified { get; init; }

    /// <summary>Feeds: for the next conditional request.</summary>
    public Validators? Validators { get; init; }

    /// <summary>Feeds: everything since then was shown, not the newest few: what is missing has been taken away, and none at all is a failure. Null = the newest few.</summary>
    public DateTimeOffset? WholeSince { get; init; }

    /// <summary>Feeds: an item missing from the list may have moved to another one; nothing is concluded from it.</summary>
    public bool Moves { get; init; }

    /// <summary>Feeds: whether all there is was shown.</summary>
    public bool Whole => WholeSince is not null;

    /// <summary>Feeds: why linked pages were left unread; the records concerned are not complete.</summary>
    public SourceException? Interrupted { get; init; }

    /// <summary>The upstream's own count of hits, where it gives one.</summary>
    public int? Total { get; init; }
}

/// <summary>What a source yields in a run, already parsed into our types, before identity.</summary>
/// <param name="Document">With source, external id and all facts; first seen, matches and the like are set later.</param>
/// <param name="Dated">The date the upstream's window goes by (entry, last update posted, posting).</param>
/// <param name="Payload">Hash of the payload it was read from.</param>
internal sealed record SourceRecord(Hit Document, PartialDate? Dated, string? Payload)
{
    /// <summary>Feeds: false while the linked page could not be read; the item counts from its own words until then.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Feeds: the linked page was not even tried in this run; without a block the next one goes on with it soon.</summary>
    public bool Postponed { get; init; }

    /// <summary>Feeds: older than what was asked for. It is kept, to know it by, and matched by no watch.</summary>
    public bool Outside { get; init; }
}

/// <summary>A record that could not be read.</summary>
/// <param name="ExternalId">Where it could be seen.</param>
/// <param name="Reason">What is wrong with it, naming the field.</param>
/// <param name="Raw">The record as received.</param>
internal sealed record UnreadableRecord(string? ExternalId, string Reason, string Raw);
