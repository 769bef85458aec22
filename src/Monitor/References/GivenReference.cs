using Monitor.Identity.Reports;

namespace Monitor.References;

/// <summary>One reference as a file gives it, with its place there.</summary>
/// <param name="N">Number of the record in the file, from 1.</param>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Given">On one line, for a reader to recognise.</param>
/// <param name="Citation">What was read; its id is the number.</param>
internal sealed record GivenReference(int N, int Line, string Given, Citation Citation)
{
    /// <summary>Number of the registration that is cited; null = a paper is.</summary>
    public string? Registration { get; init; }

    /// <summary>Id of a stored hit, from an export of our own.</summary>
    public string? HitId { get; init; }

    /// <summary>The running text that it was read from: what the known record prints may stand there although it was not told apart. Null = it had fields.</summary>
    public string? Printed { get; init; }

    /// <summary>Why nothing can be looked up; null = it can.</summary>
    public string? Problem { get; init; }
}
