namespace Monitor.Simulator.Records;

/// <summary>A state of a notice: an item of one or more feeds, and the page behind it.</summary>
internal sealed record NoticeContent
{
    /// <summary>Path of its page.</summary>
    public required string Path { get; init; }

    /// <summary>Slugs of the feeds that carry it.</summary>
    public required IReadOnlyList<string> Feeds { get; init; }

    public required string Title { get; init; }
    public required string Description { get; init; }
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>Headings of other pages, shown beside the text: not part of this notice.</summary>
    public required IReadOnlyList<string> Related { get; init; }
    public required DateTimeOffset Published { get; init; }

    /// <summary>Paths of pages that its own text links to.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Entities of the description stand escaped twice in the feed.</summary>
    public bool DoubleEscaped { get; init; }

    /// <summary>The title stands behind blanks in the feed.</summary>
    public bool LeadingBlanks { get; init; }

    /// <summary>The item lacks <c>dc:creator</c>.</summary>
    public bool NoCreator { get; init; }
}
