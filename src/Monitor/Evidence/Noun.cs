namespace Monitor.Evidence;

/// <summary>A word for people, animals or cells, before it is known what it is named for.</summary>
/// <param name="Last">Last word of it.</param>
/// <param name="IsLoose">Said of animals as well as of people.</param>
/// <param name="IsAttribute">May go with a tissue or a product: mouse, canine.</param>
internal sealed record Noun(Who Who, int Last, bool IsLoose, bool IsAttribute)
{
    /// <summary>By first word; of words that begin at one place the later line wins.</summary>
    private static readonly (string Cue, Who Who, bool IsLoose, bool IsAttribute)[] Lines =
    [
        ("who/controls", Who.People, true, false), ("who/either", Who.People, true, false), ("who/people", Who.People, false, false),
        ("who/animal", Who.Animals, false, true), ("who/cells", Who.Cells, false, false), ("who/breed", Who.Animals, false, false),
        ("who/strain", Who.Animals, false, false), ("who/animals", Who.Animals, false, false),
    ];

    public static Noun?[] Of(FieldWords field, CueBook book)
    {
        var nouns = new Noun?[field.Words.Count];
        foreach (var (cue, who, loose, attribute) in Lines)
        {
            foreach (var (first, last) in field.Places(book[cue])) nouns[first] = new Noun(who, last, loose, attribute);
        }

        return nouns;
    }
}
