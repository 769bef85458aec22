using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Delivery;

/// <summary>What one digest says, before it is set as text or HTML.</summary>
internal sealed record Digest
{
    public required string Subject { get; init; }

    /// <summary>One sentence: what matters in this mail.</summary>
    public required string Lead { get; init; }

    public IReadOnlyList<DigestSection> Sections { get; init; } = [];

    /// <summary>Items beyond the cap, to be read by <see cref="RestLink"/>.</summary>
    public int Rest { get; init; }

    public required string RestLink { get; init; }

    /// <summary>What came at once since the digest before: repeated here without its details.</summary>
    public IReadOnlyList<string> Alerted { get; init; } = [];

    /// <summary>What was stored silently at a first start or by an import, announced here once.</summary>
    public IReadOnlyList<string> Started { get; init; } = [];

    /// <summary>Known items that are not found: while this lasts "nothing new" means nothing.</summary>
    public IReadOnlyList<string> Alarms { get; init; } = [];

    /// <summary>What changed queries gained and lost among the stored hits, announced here once.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Reports of adverse events, counted: a line or two per watch that has new ones.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];

    /// <summary>What was searched, with counts, which are of records.</summary>
    public IReadOnlyList<string> Looked { get; init; } = [];

    /// <summary>What could not be looked at; an empty list is said aloud, too.</summary>
    public IReadOnlyList<string> NotLooked { get; init; } = [];
}

/// <summary>A heading with its items.</summary>
internal sealed record DigestSection(string Heading, IReadOnlyList<DigestItem> Items);

/// <summary>One revision of one hit, as a reader sees it.</summary>
internal sealed record DigestItem
{
    /// <summary>A word in capitals when the item is a change: <c>RETRACTED</c>, <c>STATUS</c> …</summary>
    public string? Mark { get; init; }

    /// <summary>What it is at a glance, such as <c>RCT, 48 adults, v placebo, 24 weeks</c>; null where nothing is known.</summary>
    public string? Glance { get; init; }

    public required string Title { get; init; }

    /// <summary>Place in the mail, so that it can be spoken of; null for an item of one line.</summary>
    public int? Number { get; init; }

    /// <summary>Shown in one line: name of the animal, title, author and year.</summary>
    public bool Brief { get; init; }

    /// <summary>At most two sentences of the text, the matched words marked: abstracts are not sent whole.</summary>
    public IReadOnlyList<MarkedRow> Snippets { get; init; } = [];

    /// <summary>One fact per line: citation, change old → new, identifiers.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What is said of the other records of its report.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>The matched words and their fields.</summary>
    public required string Because { get; init; }

    /// <summary>Where the record stands upstream; null when the source gave no web address.</summary>
    public string? Link { get; init; }

    /// <summary>Where Monitor's own page of the hit stands: reasons, facts with their words, history.</summary>
    public string? Page { get; init; }
}

/// <summary>A revision that is due, with its hit and the watch that brought it: one item, whether it stands for one record or several.</summary>
internal sealed record DueItem(Revision Revision, Hit Hit, string Watch)
{
    private readonly ReportState? _state;

    /// <summary>What it is now, by all records of its report; of what was not looked up by those that are here.</summary>
    public ReportState State
    {
        get => _state ?? ReportState.Of([new RecordNow(Hit, [Revision]), .. Also.Select(a => new RecordNow(a, []))]);
        init => _state = value;
    }

    /// <summary>The notice about the paper that is due, told as what it does to the paper; null = the hit itself is due.</summary>
    public Article? Notice { get; init; }

    /// <summary>What else of its report is due, oldest first, and told by the same item.</summary>
    public IReadOnlyList<Revision> Further { get; init; } = [];

    /// <summary>Where the reader got the hit before, as a sentence; null = not told, or not worth saying.</summary>
    public string? SentBefore { get; init; }

    /// <summary>What else of its study the reader was sent; null = nothing.</summary>
    public string? SameStudy { get; init; }

    /// <summary>The regulatory event of a notice; null = none is known.</summary>
    public string? Event { get; init; }

    /// <summary>Id of the report, where the hit is one of several records of it.</summary>
    public string? Report { get; init; }

    /// <summary>The other records of the report, the leading one first.</summary>
    public IReadOnlyList<Article> Also { get; init; } = [];
}
