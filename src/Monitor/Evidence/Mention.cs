namespace Monitor.Evidence;

/// <summary>Whom or what a text names.</summary>
internal enum Who
{
    People,
    Animals,
    Cells,
}

/// <summary>What a text names them for.</summary>
internal enum MentionRole
{
    /// <summary>Given something, observed, asked, sampled.</summary>
    Studied,

    /// <summary>What something was made from, and who gave it.</summary>
    Source,

    /// <summary>Why it was studied, what is known, what may come.</summary>
    Aside,
}

/// <summary>A word for people, animals or cells in a text.</summary>
/// <param name="First">First word: the number, where one belongs to it.</param>
/// <param name="Last">Last word.</param>
/// <param name="Number">How many; null = not counted.</param>
/// <param name="Loose">Says less: of people what is said of animals too (subjects, males), of animals what may go with a tissue (mouse, rat).</param>
/// <param name="IsOne">One person, by trade or kin: "a nurse".</param>
internal sealed record Mention(FieldWords Field, int First, int Last, Who Who, MentionRole Role, int? Number, bool Loose, bool IsOne = false)
{
    public Documents.Span At => Field.At(First, Last);
}
