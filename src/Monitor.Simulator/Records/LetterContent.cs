namespace Monitor.Simulator.Records;

/// <summary>A state of a letter: a row of the listing, and its page.</summary>
internal sealed record LetterContent
{
    /// <summary>Number of the case.</summary>
    public required string Number { get; init; }

    /// <summary>Last part of the address of its page.</summary>
    public required string Slug { get; init; }

    public required string Company { get; init; }
    public required string Office { get; init; }
    public required string Subject { get; init; }
    public required DateOnly Issued { get; init; }
    public required DateOnly Posted { get; init; }
    public DateOnly? Response { get; init; }
    public DateOnly? CloseOut { get; init; }
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>False while it is taken away from the site.</summary>
    public bool Listed { get; init; } = true;
}
