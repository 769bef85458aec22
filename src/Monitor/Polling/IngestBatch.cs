using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>All that one run brings, to be stored in one transaction or not at all.</summary>
internal sealed record IngestBatch
{
    public required string Source { get; init; }
    public required string QueryKey { get; init; }

    /// <summary>The ledger line; its counts are filled in by the commit.</summary>
    public required Poll Poll { get; init; }

    /// <summary>Fencing number of the lease; null where no source is polled (import).</summary>
    public long? Fence { get; init; }

    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>Records that were read and satisfied no watch, and are not among the candidates.</summary>
    public IReadOnlyList<UnreadableRecord> Unreadable { get; init; } = [];

    /// <summary>What a source that counts brought; null for all others.</summary>
    public AdverseTally? Tally { get; init; }

    public IReadOnlyList<Payload> Payloads { get; init; } = [];

    /// <summary>Ids whose record the source withdrew.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>The window proved complete by this run; null when it was not.</summary>
    public TimeWindow? Covered { get; init; }

    /// <summary>The complete answer that it was made of; null when there was none to learn from.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Until when the query was proved complete before this run (its first attempt, if it never was); null where no source is polled.</summary>
    public DateTimeOffset? ProvedUntil { get; init; }

    /// <summary>Other due queries of the source that its failure leaves unasked.</summary>
    public IReadOnlyList<Unasked> Unasked { get; init; } = [];

    public Gap? Gap { get; init; }

    /// <summary>When a feed wants to go on before its schedule says so; null = by the schedule.</summary>
    public DateTimeOffset? Sooner { get; init; }

    /// <summary>When the query is to run again; null until that is decided.</summary>
    public QueryDue? Due { get; init; }

    public SourceState? State { get; init; }

    /// <summary>How far the file is imported with this batch; null where none is.</summary>
    public ImportPlace? Place { get; init; }

    /// <summary>Why hits of this run may be silent: <c>baseline</c> or <c>import</c>.</summary>
    public string QuietReason { get; init; } = "baseline";

    public IReadOnlyList<FeedItemSeen> FeedItems { get; init; } = [];

    /// <summary>For the next conditional request of a feed; null leaves what is stored.</summary>
    public Validators? Validators { get; init; }

    /// <summary>Watches and the query that all kept items of the feed have now been matched against.</summary>
    public IReadOnlyList<WatchQuery> FeedMatched { get; init; } = [];
}
