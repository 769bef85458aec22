using System.Globalization;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>A citation as PubMed is asked for it. Pure: no word of the citation can open a tag or end a quotation.</summary>
internal static class PubMedCitation
{
    private const int MostWords = 7;

    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "with", "from", "using", "after", "among", "between", "during", "study", "studies", "patients", "through", "their", "this", "that", "than", "into", "versus", "effect", "effects", "analysis", "role",
    };

    /// <summary>By the identifiers; null when there is none.</summary>
    public static string? ByIdentifiers(CitationAsked asked)
    {
        var terms = new List<string>();
        if (asked.Pmid is { } pmid) terms.Add($"{pmid}[pmid]");
        if (asked.Doi is { } doi && Quotable(doi)) terms.Add($"\"{doi}\"[aid]");
        if (asked.Pmcid is { } pmcid) terms.Add($"{pmcid}[aid]");
        return terms.Count == 0 ? null : string.Join(" OR ", terms);
    }

    /// <summary>By the words of the title that say most, with the first author where they are few; null when that would find half of PubMed.</summary>
    public static string? ByTitle(CitationAsked asked)
    {
        var words = Telling(asked.Title);
        var terms = words.Take(MostWords).Select(w => $"{w}[ti]").ToList();
        if (words.Count < 4 && Author(asked) is { } author) terms.Add(author);
        return terms.Count < 3 ? null : string.Join(" AND ", terms);
    }

    /// <summary>By first author, a year either way, and any two of the title's words: for titles with a slip in them; null when too little is known.</summary>
    public static string? ByAuthor(CitationAsked asked)
    {
        if (Author(asked) is not { } author || asked.Year is not { } year) return null;
        var words = Telling(asked.Title).Take(4).ToList();
        if (words.Count < 2) return null;
        var pairs = words.SelectMany((w, i) => words.Skip(i + 1).Select(o => $"({w}[ti] AND {o}[ti])"));
        return string.Create(CultureInfo.InvariantCulture, $"{author} AND ({year - 1}:{year + 1}[dp]) AND ({string.Join(" OR ", pairs)})");
    }

    /// <summary>One line for the citation matcher, or null where the place is not whole.</summary>
    /// <param name="asked">The citation.</param>
    /// <param name="key">Comes back with the answer.</param>
    public static string? Line(CitationAsked asked, string key) =>
        asked.HasPlace ? string.Create(CultureInfo.InvariantCulture, $"{Cell(asked.Journal)}|{asked.Year}|{Cell(asked.Volume)}|{Cell(asked.FirstPage)}|{Cell(asked.Family)}|{key}|") : null;

    /// <summary>Whether so much of the shorter title stands in the other that a person should see it.</summary>
    public static bool Alike(string? a, string? b)
    {
        var (left, right) = (WordsOf(a), WordsOf(b));
        if (left.Count == 0 || right.Count == 0) return false;
        return left.Count(right.Contains) * 2 >= Math.Min(left.Count, right.Count);
    }

    private static HashSet<string> WordsOf(string? text) => [.. Folded.Tokens(text ?? "").Select(t => t.Word).Where(w => w.Length > 3)];

    /// <summary>The longest words first: they are the rarest. Only plain letters, which every index folds alike.</summary>
    private static List<string> Telling(string? title) =>
    [
        .. Folded.Tokens(title ?? "").Select(t => t.Word).Where(w => w.Length > 3 && w.All(char.IsAsciiLetterOrDigit) && !Common.Contains(w))
            .Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length),
    ];

    private static string? Author(CitationAsked asked) =>
        asked.Family is { } family && string.Join(' ', Folded.Tokens(family).Select(t => t.Word)) is { Length: > 1 } name ? $"\"{name}\"[1au]" : null;

    private static bool Quotable(string doi) => !doi.AsSpan().ContainsAny("\"[]");

    private static string Cell(string? text) => CleanText.OneLine(text)?.Replace('|', ' ') ?? "";
}
