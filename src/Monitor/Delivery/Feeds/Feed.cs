namespace Monitor.Delivery.Feeds;

/// <summary>A feed before it is written as RSS, Atom or JSON.</summary>
internal sealed record Feed
{
    public required string Title { get; init; }

    /// <summary>Address of the feed itself in this form, without a token.</summary>
    public required Uri Self { get; init; }

    /// <summary>Address of Monitor.</summary>
    public required Uri Site { get; init; }

    public required IReadOnlyList<FeedEntry> Entries { get; init; }

    /// <summary>When the newest entry changed; null = no entries.</summary>
    public DateTimeOffset? Updated => Entries.Count == 0 ? null : Entries.Max(e => e.Updated);
}

/// <summary>One hit in a feed. All texts are plain and hold nothing that XML cannot.</summary>
internal sealed record FeedEntry
{
    /// <summary>Id of the hit: stable for ever, whatever becomes of link and title.</summary>
    public required string Id { get; init; }

    /// <summary>Behind its mark (<c>RETRACTED: …</c>) where it has one.</summary>
    public required string Title { get; init; }

    /// <summary>http or https; null = the source gave none.</summary>
    public string? Link { get; init; }

    /// <summary>When it was found, or for what existed before anybody watched, its own date.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When something about it was news last.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The first few.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Kind, then watches.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Changes, citation, facts, start of the abstract, why it is here: a paragraph each.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>The paragraphs in one line.</summary>
    public string Summary => string.Join(" — ", Paragraphs);

    /// <summary>The paragraphs for readers that render HTML.</summary>
    public string Html => string.Concat(Paragraphs.Select(p => $"<p>{Escaped(p)}</p>"));

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
