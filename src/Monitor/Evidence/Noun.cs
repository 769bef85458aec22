namespace Monitor.Evidence;

/// <summary>A word for people, animals or cells, before it is known what it is named for.</summary>
/// <param name="Last">Last word of it.</param>
/// <param name="IsLoose">Said of animals as well as of people.</param>
/// <param name="IsAttribute">May go with a tissue or a product: mouse, canine.</param>
/// <param name="IsOne">One person: "a nurse", "her sister".</param>
internal sealed record Noun(Who Who, int Last, bool IsLoose, bool IsAttribute, bool IsOne = false)
{
    /// <summary>"a recently retired primary school teacher"</summary>
    private const int MostDescribed = 4;

    private static readonly string[] Introduces = ["in", "of", "on", "when", "describe", "report", "present"];

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
        foreach (var (first, last) in field.Places(book["who/alone"]))
        {
            if (IsSomebody(field, first)) nouns[first] = new Noun(Who.People, last, false, false, IsOne: true);
        }

        foreach (var (cue, who, loose, attribute) in Lines)
        {
            foreach (var (first, last) in field.Places(book[cue]))
            {
                if (who != Who.Cells && cue != "who/strain" && IsAcronym(field, first)) continue;
                nouns[first] = new Noun(who, last, loose, attribute, nouns[first] is { IsOne: true });
            }
        }

        for (var i = 1; i < nouns.Length; i++)
        {
            if (field.Words[i].Word == "who" && nouns[i - 1] is null && IsCounted(field, i - 1)) nouns[i - 1] = new Noun(Who.People, i - 1, false, false);
        }

        foreach (var (first, last) in field.Places(book["who/one"]))
        {
            if (nouns[first] is { Who: Who.People } noun && noun.Last == last && IsSomebody(field, first)) nouns[first] = noun with { IsOne = true };
        }

        return nouns;
    }

    /// <summary>"in a retired teacher", "A nurse presented"; not "scored by a nurse", "nurse-led", "the student's t test".</summary>
    private static bool IsSomebody(FieldWords field, int first)
    {
        for (var i = first - 1; i >= 0 && first - i <= MostDescribed && !Numbers.Breaks(field, i + 1); i--)
        {
            if (field.Words[i].Word is "a" or "an" or "one") return i == 0 || Introduces.Contains(field.Words[i - 1].Word) || Numbers.Breaks(field, i);
            if (i > 0 && Numbers.Ends(field, i)) return false;
        }

        return false;
    }

    /// <summary>"Eight shearers who": whatever they are, they are people.</summary>
    private static bool IsCounted(FieldWords field, int at)
    {
        if (field.Words[at].Word is not { Length: > 4 } word || !word.EndsWith('s') || Numbers.Breaks(field, at + 1)) return false;
        if (word is "owners" or "keepers") return false;
        for (var i = at - 1; i >= 0 && at - i <= 2 && !Numbers.Ends(field, i + 1); i--)
        {
            if (WrittenNumber.At(field, i) is not null) return true;
        }

        return false;
    }

    /// <summary>MICE imputes, MEN is a syndrome: capitals where the words beside have none.</summary>
    private static bool IsAcronym(FieldWords field, int first) =>
        field.Words[first].Length > 2 && IsUpper(field, first)
        && !(first > 0 && IsUpper(field, first - 1)) && !(first + 1 < field.Words.Count && IsUpper(field, first + 1));

    private static bool IsUpper(FieldWords field, int at)
    {
        var text = field.Text.AsSpan(field.Words[at].Start, field.Words[at].Length);
        return char.IsLetter(text[0]) && !text.ContainsAnyInRange('a', 'z');
    }
}
