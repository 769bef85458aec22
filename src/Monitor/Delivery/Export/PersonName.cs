using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Delivery.Export;

/// <summary>An author's name in its parts; a group has the first alone.</summary>
internal sealed record PersonName(string Family, string? Given = null, string? Suffix = null)
{
    private static readonly HashSet<string> Suffixes = new(StringComparer.OrdinalIgnoreCase) { "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "2nd", "3rd", "4th" };

    /// <summary>Words that no person is named by.</summary>
    private static readonly HashSet<string> GroupWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "Group", "Consortium", "Collaboration", "Collaborative", "Investigators", "Study", "Trial", "Network", "Society", "Committee", "Team", "Association", "Working", "Institute",
        "Center", "Centre", "University", "Foundation", "Organization", "Agency", "Administration", "Program", "Programme", "Initiative", "Project", "Panel", "Academy", "College",
    };

    public bool IsGroup { get; private init; }

    /// <summary>Letters of the given names, as indexes print them: <c>Min-Ji</c> is <c>MJ</c>.</summary>
    public string Initials => Given is null ? "" : string.Concat(Given.Split([' ', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Select(First));

    public static PersonName Group(string name) => new(name) { IsGroup = true };

    public static IReadOnlyList<PersonName> Of(IReadOnlyList<Author> authors)
    {
        // Where the source names families, who has none is a group.
        var told = authors.Any(a => a.Family is not null);
        return [.. authors.Select(a => CleanText.OneLine(a.Name) is not { } name ? null
            : a.Family is { } family && name.StartsWith(family, StringComparison.Ordinal) ? Person(family, name[family.Length..])
            : told ? Group(name)
            : Guessed(name)).OfType<PersonName>()];
    }

    /// <summary><c>Family, Given</c>, with a suffix behind them.</summary>
    public string Sorted => Suffix is null ? Given is null ? Family : $"{Family}, {Given}" : $"{Family}, {Given}, {Suffix}";

    /// <summary>What was stored before families were told apart: the first word, with the small words before it.</summary>
    private static PersonName Guessed(string name)
    {
        var words = name.Split(' ');
        if (words.Length == 1 || Array.Exists(words, GroupWords.Contains)) return Group(name);
        var last = 0;
        while (last < words.Length - 2 && char.IsLower(words[last][0])) last++;
        return Person(string.Join(' ', words[..(last + 1)]), string.Join(' ', words[(last + 1)..]));
    }

    private static PersonName Person(string family, string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var suffix = words.Length > 0 && Suffixes.Contains(words[^1]) ? words[^1] : null;
        if (suffix is not null) words = words[..^1];
        return new PersonName(family, words.Length == 0 ? null : string.Join(' ', words), suffix);
    }

    private static string First(string word) => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
