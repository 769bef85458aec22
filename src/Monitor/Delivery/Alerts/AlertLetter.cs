namespace Monitor.Delivery.Alerts;

/// <summary>What an alert says, before it is set as text or HTML: labelled lines, each of one or more rows.</summary>
internal sealed record AlertLetter
{
    public required string Subject { get; init; }

    /// <summary>The news in one sentence.</summary>
    public required string Lead { get; init; }

    public IReadOnlyList<AlertLine> Lines { get; init; } = [];

    /// <summary>The link that says "I have seen it"; null = it is seen already.</summary>
    public string? SeenLink { get; init; }

    /// <summary>Whether the button stands before the lines: of a long letter the end may be cut off by the mail program.</summary>
    public bool SeenFirst { get; init; }

    /// <summary>Who is told when nobody says so, or who said so.</summary>
    public string? SeenNote { get; init; }

    /// <summary>What to expect and what not to rely on.</summary>
    public IReadOnlyList<string> Foot { get; init; } = [];
}

/// <summary>A label with what it says.</summary>
internal sealed record AlertLine(string Label, IReadOnlyList<MarkedRow> Rows);
