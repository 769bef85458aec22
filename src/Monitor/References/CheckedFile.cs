namespace Monitor.References;

/// <summary>The answer for one file.</summary>
internal sealed record CheckedFile(string File, string Format, string Encoding, IReadOnlyList<CheckedReference> References)
{
    /// <summary>Lines that are no reference.</summary>
    public IReadOnlyList<OutsideLine> Outside { get; init; } = [];

    public ReferenceSummary Summary => new(References);
}

/// <summary>How many references got which verdict.</summary>
internal sealed class ReferenceSummary(IReadOnlyList<CheckedReference> references)
{
    public int References => references.Count;
    public int Found => Count(ReferenceVerdict.Found);
    public int Differs => Count(ReferenceVerdict.Differs);
    public int NotFound => Count(ReferenceVerdict.NotFound);
    public int Retracted => Count(ReferenceVerdict.Retracted);
    public int ExpressionOfConcern => Count(ReferenceVerdict.ExpressionOfConcern);
    public int Corrected => Count(ReferenceVerdict.Corrected);
    public int PreprintPublished => Count(ReferenceVerdict.PreprintPublished);
    public int ToPerson => Count(ReferenceVerdict.ToPerson);
    public int CouldNotBeAsked => Count(ReferenceVerdict.CouldNotBeAsked);
    public int Unreadable => Count(ReferenceVerdict.Unreadable);
    public int Duplicates => references.Count(r => r.DuplicateOf is not null);

    /// <summary>Sources that did not answer for one of them or more.</summary>
    public IReadOnlyList<string> Failed => [.. references.SelectMany(r => r.Asked).Where(a => !a.Answered).Select(a => a.Source).Distinct(StringComparer.Ordinal)];

    private int Count(ReferenceVerdict verdict) => references.Count(r => r.Verdict == verdict);
}
