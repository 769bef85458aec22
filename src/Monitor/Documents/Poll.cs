using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>How a run ended. Only <see cref="Ok"/> and <see cref="Empty"/> advance coverage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PollOutcome>))]
public enum PollOutcome
{
    [JsonStringEnumMemberName("ok")] Ok,
    [JsonStringEnumMemberName("empty")] Empty,
    [JsonStringEnumMemberName("failed")] Failed,
    [JsonStringEnumMemberName("blocked")] Blocked,

    /// <summary>The source can never be asked this query: no failure, and nothing that is caught up later.</summary>
    [JsonStringEnumMemberName("never-asked")] NeverAsked,
}

/// <summary>One run of one query on one source: the PRISMA-S line of the ledger (PMC7839230).</summary>
public sealed record Poll
{
    public long Id { get; init; }
    public required string Source { get; init; }

    /// <summary>Name of the watch; null when one poll of a feed serves all.</summary>
    public string? Watch { get; init; }

    /// <summary>The exact text sent upstream; for a feed its address.</summary>
    public required string Query { get; init; }

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required PollOutcome Outcome { get; init; }

    /// <summary>What the translation, or the upstream, made wider than the query.</summary>
    public IReadOnlyList<string> Widened { get; init; } = [];

    /// <summary>Sum of <see cref="New"/>, <see cref="Changed"/>, <see cref="Known"/>, <see cref="Duplicates"/>, <see cref="Unmatched"/> and <see cref="Quarantined"/>.</summary>
    public int Retrieved => New + Changed + Known + Duplicates + Unmatched + Quarantined;

    /// <summary>First seen by any watch, or first matched by this one.</summary>
    public int New { get; init; }

    public int Changed { get; init; }
    public int Known { get; init; }

    /// <summary>The same record a second time within the run.</summary>
    public int Duplicates { get; init; }

    /// <summary>Rejected by the local evaluator.</summary>
    public int Unmatched { get; init; }

    public int Quarantined { get; init; }
    public string? Error { get; init; }
    public DateTimeOffset Started { get; init; }
    public DateTimeOffset Finished { get; init; }

    /// <summary>True for the first run of a query: stored silently, announced by one summary.</summary>
    public bool Quiet { get; init; }
}
