namespace Monitor.Documents;

/// <summary>One reason why a hit belongs to a watch.</summary>
public sealed record Match
{
    /// <summary>Name of the watch.</summary>
    public required string Watch { get; init; }

    /// <summary>The clause of the query as written, such as <c>exosom*[tiab]</c>.</summary>
    public string? Clause { get; init; }

    /// <summary>The words of the record that satisfied it, as printed.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The field they stand in, such as <c>title</c>.</summary>
    public string? Field { get; init; }

    /// <summary>Where, in characters of the field's text.</summary>
    public IReadOnlyList<Span> Offsets { get; init; } = [];

    /// <summary>True when only the upstream's index explains the hit; such a match never alerts.</summary>
    public bool UpstreamOnly { get; init; }
}

/// <summary>A stretch of a field's text, in UTF-16 characters.</summary>
public readonly record struct Span(int Start, int Length);

/// <summary>A fact set by a rule, with the rule and the words it rests on.</summary>
public sealed record Tag
{
    public required string Name { get; init; }
    public required string Value { get; init; }
    public required string Rule { get; init; }
    public string? Field { get; init; }
    public Span? At { get; init; }
}
