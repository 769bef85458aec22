using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>In which order a reader is shown studies: people before what is not known, that before animals, animals before cells.</summary>
internal enum SpeciesGroup
{
    /// <summary>People, alone or beside animals.</summary>
    People,
    Unknown,
    Animals,
    Cells,
}

/// <summary>Reads a hit's group from its tag.</summary>
internal static class SpeciesGroups
{
    public static SpeciesGroup Of(Hit hit) => Fact.Of(hit, Fact.Species) switch
    {
        SpeciesFact.People or SpeciesFact.Mixed => SpeciesGroup.People,
        SpeciesFact.Animals => SpeciesGroup.Animals,
        SpeciesFact.Cells => SpeciesGroup.Cells,
        // Registrations are of studies in people.
        _ => hit is Trial ? SpeciesGroup.People : SpeciesGroup.Unknown,
    };

    /// <summary>The animal as the record names it first, such as <c>mice</c>; null where the tag rests on no such word.</summary>
    public static string? Animal(Hit hit) =>
        hit is Article a && Fact.Tag(hit, Fact.Species) is { Value: SpeciesFact.Animals or SpeciesFact.Mixed, At: { } at, Field: "title" or "abstract" } tag
            && tag.Rule.EndsWith(":" + SpeciesFact.AnimalRule, StringComparison.Ordinal)
            && (tag.Field == "title" ? a.Title : a.Abstract) is { } text && at.Start + at.Length <= text.Length
            ? Called(text.Substring(at.Start, at.Length).ToLowerInvariant())
            : null;

    /// <summary>Strains, and other words for the kind, by how they begin.</summary>
    private static readonly (string Kind, string[] Beginnings)[] Kinds =
    [
        ("mice", ["balb", "c57", "murine", "mouse", "kunming", "icr", "swiss", "nude", "cd1", "cd-1", "cd 1", "c3h", "dba", "fvb", "nod", "scid", "apoe", "129sv", "mdx"]),
        ("rats", ["rat", "sprague", "sd rat", "wistar", "long evans", "long-evans", "lewis", "fischer", "zucker", "shr", "hooded", "albino rat", "spontaneously hypertensive"]),
    ];

    /// <summary>A strain by the name of its kind.</summary>
    private static string Called(string animal) =>
        Kinds.FirstOrDefault(k => k.Beginnings.Any(b => animal.StartsWith(b, StringComparison.Ordinal))).Kind ?? animal;
}
