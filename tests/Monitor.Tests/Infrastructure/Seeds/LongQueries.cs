namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>Queries of the forms that once took hundreds of requests, gigabytes, or for ever.</summary>
internal static class LongQueries
{
    /// <summary>Lists of synonyms that must all be met: to share all of them out is their product.</summary>
    public static string Groups(int groups, int synonyms) =>
        string.Join("\nAND ", Enumerable.Range(1, groups).Select(g => $"({string.Join(" OR ", Enumerable.Range(1, synonyms).Select(s => $"synonym{g}of{s}"))})"));

    /// <summary>Alternatives in parentheses within parentheses.</summary>
    public static string Nested(int depth) =>
        string.Concat(Enumerable.Range(1, depth).Select(d => $"(aword{d} OR anotherword{d} AND ")) + "innermost" + new string(')', depth);

    /// <summary>AND and OR by turns, without parentheses, as PubMed reads them from left to right.</summary>
    public static string Alternating(int operators) =>
        "word0" + string.Concat(Enumerable.Range(1, operators).Select(o => $" {(o % 2 == 0 ? "AND" : "OR")} word{o}"));

    /// <summary>Each by the name under which it is tried.</summary>
    public static IReadOnlyDictionary<string, string> ByName { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["four groups"] = Groups(4, 40),
        ["six groups"] = Groups(6, 47),
        ["one long group beside a short one"] = $"({Groups(1, 300)}) AND (exosome OR exosomes)",
        ["one long list"] = Groups(1, 700),
        ["a list beyond every budget"] = Groups(1, 5200),
        ["nested 24 deep"] = Nested(24),
        ["nested and long"] = string.Join(" OR ", Enumerable.Range(1, 8).Select(_ => $"({Nested(24)})")),
        ["60 operators by turns"] = Alternating(60),
        ["200 operators by turns"] = Alternating(200),
        ["a thousand words that must all be there"] = string.Join(" AND ", Enumerable.Range(1, 1000).Select(i => $"word{i}")),
        ["a phrase of 8 KB"] = $"exosome AND \"{string.Join(' ', Enumerable.Range(1, 1000).Select(i => $"word{i}"))}\"",
        ["a word of 8 KB"] = $"exosome AND {new string('x', 8000)}",
        ["excluded at length"] = $"exosome NOT ({Groups(1, 600)})",
        ["long on both sides of OR"] = $"(({Groups(2, 120)}) OR ({Groups(3, 60)})) AND hair",
    };
}
