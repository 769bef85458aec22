namespace Monitor.Sources;

/// <summary>Why a source did not answer; each kind has its own consequence.</summary>
internal enum SourceFailure
{
    /// <summary>No connection, time-out, broken body, or a 5xx after all tries: try later.</summary>
    Unreachable,

    /// <summary>Too fast (429): wait at least <see cref="SourceException.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>The request itself is wrong (4xx, unknown field, bad key): trying again does not help.</summary>
    Refused,

    /// <summary>An answer that is not what was asked for: HTML for XML, half a list, an unknown shape.</summary>
    Malformed,

    /// <summary>A block or apology page: never "gone", never "zero items".</summary>
    Blocked,

    /// <summary>Larger than the cap.</summary>
    TooLarge,
}

/// <summary>
/// A source did not answer completely. Thrown by <see cref="SourceClient"/>, by parsers and by sources;
/// the run that catches it records a failure and leaves coverage where it was.
/// </summary>
internal sealed class SourceException : Exception
{
    public SourceException(SourceFailure failure, string message, Exception? inner = null) : base(message, inner) => Failure = failure;

    public SourceFailure Failure { get; }

    /// <summary>The least wait that the upstream asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The offending answer, for the ledger.</summary>
    public Payload? Payload { get; init; }
}
