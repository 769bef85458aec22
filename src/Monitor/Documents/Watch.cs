namespace Monitor.Documents;

/// <summary>A saved search: what is looked for, where, and what mails at once.</summary>
public sealed record Watch
{
    /// <summary>Unique; letters, digits, hyphens.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary><c>studies</c> or <c>safety</c>.</summary>
    public string Kind { get; init; } = "studies";

    /// <summary>Boolean query for literature and registries.</summary>
    public required string Query { get; init; }

    /// <summary>Query for regulators (product words alone); null = <see cref="Query"/>.</summary>
    public string? NoticeQuery { get; init; }

    /// <summary>Query whose finds go to the digest only, as context; null = none.</summary>
    public string? ContextQuery { get; init; }

    /// <summary>Names of sources; empty = every enabled one.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How far back the first run goes; null = one year before it.</summary>
    public PartialDate? Baseline { get; init; }

    /// <summary>Own schedule; null = the source's.</summary>
    public string? Schedule { get; init; }

    /// <summary>Of a watch of kind <c>studies</c>: what mails at once, any of <see cref="ImmediateKinds"/>; empty = nothing.</summary>
    public IReadOnlyList<string> Immediate { get; init; } = [];

    /// <summary>
    /// Of a watch of kind <c>safety</c>: what may wait for the digest, any of <see cref="WaitClasses"/>; all else that matches
    /// mails at once. <c>all</c> = nothing mails at once.
    /// </summary>
    public IReadOnlyList<string> MayWait { get; init; } = WaitClasses.All;

    public bool IsSafety => Kind == "safety";

    /// <summary>Whether nothing of a safety watch mails at once.</summary>
    public bool IsDigestOnly => IsSafety && MayWait.Contains(WaitClasses.Everything, StringComparer.Ordinal);

    /// <summary>Known items that must be found at every check: ids (or addresses) by source, or by kind of id such as <c>doi</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Expect { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What can mail at once of a watch of kind <c>studies</c>.</summary>
    public static IReadOnlyList<string> ImmediateKinds { get; } = ["notice", "case-report", "case-series", "retraction-of-something-sent"];

    /// <summary>
    /// The query text for a kind of source: regulators get the notice query where there is one; literature and registries
    /// also get what is wanted as context.
    /// </summary>
    public string QueryOn(bool notices) => notices ? NoticeQuery ?? Query
        : ContextQuery is null ? Query
        : $"({Query}\n)\nOR\n({ContextQuery}\n)";

    public bool Uses(string source) => Sources.Count == 0 || Sources.Contains(source, StringComparer.Ordinal);
}

/// <summary>Who is told. The id, not the address, is the identity.</summary>
public sealed record Recipient
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public required string Email { get; init; }

    /// <summary>IANA time zone of the schedule and of all times printed.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>When the digest leaves, in <see cref="Zone"/>.</summary>
    public string Schedule { get; init; } = "daily 07:00";

    /// <summary>Local days without a digest; what is due waits for the next.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Names of watches; empty = all.</summary>
    public IReadOnlyList<string> Watches { get; init; } = [];

    public bool Alerts { get; init; } = true;
    public string? EscalateTo { get; init; }
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>What a digest without news does: <c>send</c>, <c>skip</c>, or <c>weekly</c> (a proof of life each seven days).</summary>
    public string Empty { get; init; } = "weekly";

    public bool Follows(string watch) => Watches.Count == 0 || Watches.Contains(watch, StringComparer.Ordinal);
}
