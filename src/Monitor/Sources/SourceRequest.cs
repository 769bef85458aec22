namespace Monitor.Sources;

/// <summary>One HTTP request of a source.</summary>
internal sealed record SourceRequest
{
    public required Uri Address { get; init; }

    /// <summary>Least time since the previous request to the same host, over all sources and watches.</summary>
    public required TimeSpan Spacing { get; init; }

    /// <summary>Media types that the answer may have, by their ending (<c>xml</c>, <c>json</c>, <c>html</c>, <c>plain</c>); empty = any. Anything else is malformed.</summary>
    public IReadOnlyList<string> Expects { get; init; } = [];

    /// <summary>Sent as a form by POST when present; GET otherwise.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    /// <summary>Makes the request conditional: an unchanged answer comes back as <see cref="Payload.NotModified"/>.</summary>
    public Validators? Unless { get; init; }

    /// <summary>Tried once and not again: the next time comes by itself.</summary>
    public bool Once { get; init; }

    /// <summary>Header values that must never be logged.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
}
