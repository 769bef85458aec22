using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>
/// Writes a query for <c>query.term</c> in the registry's expression language (Essie). See docs/decisions/004: every clause
/// is widened (some fifty fields, eligibility criteria among them, and synonyms), and as the language documents no
/// truncation, a truncated term is written out as its family of words or left out of what is asked.
/// </summary>
internal static class ClinicalTrialsGovQuery
{
    /// <summary>The language's own word for all studies: what is left when no clause can be asked.</summary>
    public const string Everything = "ALL";

    private const string AllClauses =
        "all clauses: ClinicalTrials.gov looks in some fifty fields, eligibility criteria among them, and adds synonyms; the words are checked again in titles, summaries, conditions, arms, interventions, outcomes and keywords";

    // Signs and words with a meaning in the language; inside quotation marks the words lose it, the signs are dropped.
    private static readonly char[] Signs = ['[', ']', '(', ')', ',', '"', '\\', '*', '{', '}', '?', '~', '^', ':', ';'];

    /// <summary>The text to send and all that asks for more than the query.</summary>
    public static UpstreamQuery Translate(Query query)
    {
        var widened = new List<string> { AllClauses };
        var text = Write(query.Root, widened, inside: false);
        if (text is null) widened.Add("no clause can be asked of ClinicalTrials.gov: every study of the window is read");
        return new UpstreamQuery(text ?? Everything, widened);
    }

    /// <summary>The clause, or null for one that cannot be asked and therefore counts as true.</summary>
    private static string? Write(Clause clause, List<string> widened, bool inside)
    {
        switch (clause)
        {
            case Term term:
                return Write(term, widened, inside);
            case AllOf all:
                return Join([.. all.Parts.Select(part => Write(part, widened, inside: true)).OfType<string>()], " AND ", inside);
            case AnyOf any:
                var parts = any.Parts.Select(part => Write(part, widened, inside: true)).ToList();
                if (!parts.Contains(null)) return Join([.. parts.OfType<string>()], " OR ", inside);
                widened.Add($"left out, because one of its alternatives cannot be asked: {Shortened(QueryPrinter.Print(any))}");
                return null;
            default:
                throw new InvalidOperationException($"Unknown clause {clause.GetType().Name}.");
        }
    }

    private static string? Write(Term term, List<string> widened, bool inside)
    {
        if (term.Tag is not ("tiab" or "ti" or "ab")) widened.Add($"{QueryPrinter.Print(term)}: asked as words, with the registry's synonyms");
        var words = Words(term.Text);
        if (!term.Truncated) return Quoted(words);

        var stem = words[^1];
        if (WordFamilies.Of(stem) is { } family)
        {
            widened.Add($"{QueryPrinter.Print(term)}: no truncation is documented; asked for {string.Join(", ", family)}, and for {stem}* in case it is understood. A study whose only form of the word is not listed would not be found");
            string[] forms = [.. family.Select(form => Quoted([.. words[..^1], form])), .. words.Count == 1 ? [stem + "*"] : Array.Empty<string>()];
            return Join(forms, " OR ", inside);
        }

        if (words.Count == 1)
        {
            widened.Add($"{QueryPrinter.Print(term)}: left out; no truncation is documented and its words are too many to list");
            return null;
        }

        widened.Add($"{QueryPrinter.Print(term)}: asked without its truncated last word");
        return Quoted(words[..^1]);
    }

    private static string? Join(IReadOnlyList<string> parts, string between, bool inside) => parts.Count switch
    {
        0 => null,
        1 => parts[0],
        _ => inside ? $"({string.Join(between, parts)})" : string.Join(between, parts),
    };

    private static List<string> Words(string text)
    {
        var clean = string.Concat(text.Select(c => Signs.Contains(c) || char.IsControl(c) ? ' ' : c));
        return [.. clean.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => Folded.Tokens(word).Count > 0)];
    }

    /// <summary>Quoted, except one plain word that is no operator: a quoted operator is a word, and a phrase keeps its order.</summary>
    private static string Quoted(IReadOnlyList<string> words) =>
        words.Count == 1 && words[0].All(char.IsAsciiLetterOrDigit) && words[0].Any(char.IsAsciiLetterLower)
            ? words[0]
            : $"\"{string.Join(' ', words)}\"";

    private static string Shortened(string text) => text.Length <= 120 ? text : text[..117] + "…";
}
