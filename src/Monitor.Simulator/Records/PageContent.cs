namespace Monitor.Simulator.Records;

/// <summary>A state of a public notification: a page of its own.</summary>
internal sealed record PageContent
{
    public required string Path { get; init; }
    public required string Heading { get; init; }
    public required DateOnly Day { get; init; }
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>What the site puts above every page for a while; no part of the notification.</summary>
    public string? Banner { get; init; }

    /// <summary>Day of the last review, at the foot.</summary>
    public required DateOnly Reviewed { get; init; }
}

/// <summary>An untitled letter: an entry of a list, and its page or file.</summary>
internal sealed record UntitledContent(string Path, string Title, DateOnly Day, IReadOnlyList<string> Paragraphs)
{
    public bool IsFile => Path.StartsWith("/media/", StringComparison.Ordinal);
}
