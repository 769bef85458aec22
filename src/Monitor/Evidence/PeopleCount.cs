namespace Monitor.Evidence;

/// <summary>A number of people that a text states.</summary>
/// <param name="First">First word of it.</param>
/// <param name="Last">Last word of it.</param>
/// <param name="Score">How plainly it is called the number studied.</param>
/// <param name="Rule">
/// How it was read: <c>counted</c> (the noun stands behind the number), <c>taken</c> (it is left out), <c>sum</c> (patients and
/// controls), <c>arms</c> (other parts added up), <c>groups</c> (so many in each), <c>size</c> (n = 48).
/// </param>
internal sealed record PeopleCount(FieldWords Field, int First, int Last, int Value, int Score, string Rule)
{
    /// <summary>A score that no other word outweighs: it is not the number studied.</summary>
    public const int Never = -9;

    public const string Counted = "counted";
    public const string Taken = "taken";
    public const string Sum = "sum";
    public const string Arms = "arms";
    public const string Groups = "groups";
    public const string Size = "size";

    /// <summary>The noun stands behind an earlier number; only a part of a sum.</summary>
    public const string LeftOut = "left-out";

    /// <summary>The noun stands behind the next number; only a part of a sum.</summary>
    public const string Shared = "shared";

    public Documents.Span At => Field.At(First, Last);
}
