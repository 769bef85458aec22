using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Writes a query as PubMed reads it: every term with its tag, every group in parentheses, so that nothing is left to
/// automatic mapping or to reading from left to right. What PubMed cannot express is asked for more widely, never more narrowly.
/// </summary>
internal static class PubMedQuery
{
    /// <summary>Letters that PubMed wants before a star. [MEM in the wire facts: unverified, and widening is the safe side.]</summary>
    private const int LettersBeforeStar = 4;

    /// <summary>The text to send, and what it asks for beyond the query.</summary>
    /// <exception cref="QueryException">Nothing that PubMed can search for is left.</exception>
    public static UpstreamQuery Translate(Query query)
    {
        var widened = new List<string>();
        var text = Write(query.Root, widened, inside: false)
            ?? throw new QueryException($"PubMed cannot search for this: a star needs {LettersBeforeStar} letters before it ({string.Join("; ", widened)})", 1, 1);
        return new UpstreamQuery(text, [.. widened.Distinct()]);
    }

    // Null stands for "everything": an AND may drop it, an OR becomes it.
    private static string? Write(Clause clause, List<string> widened, bool inside)
    {
        switch (clause)
        {
            case Term term:
                return Write(term, widened);
            case AllOf all:
                var kept = all.Parts.Select(part => Write(part, widened, inside: true)).OfType<string>().ToList();
                return kept.Count == 0 ? null : Joined(kept, " AND ", inside);
            case AnyOf any:
                var parts = any.Parts.Select(part => Write(part, widened, inside: true)).ToList();
                if (!parts.Contains(null)) return Joined(parts, " OR ", inside);
                widened.Add($"{QueryPrinter.Print(any)}: left out whole, for one of its alternatives cannot be asked for");
                return null;
            default:
                throw new InvalidOperationException($"Unknown clause {clause.GetType().Name}.");
        }
    }

    private static string Joined(IReadOnlyList<string?> parts, string between, bool inside)
    {
        var text = string.Join(between, parts);
        return inside && parts.Count > 1 ? $"({text})" : text;
    }

    private static string? Write(Term term, List<string> widened)
    {
        var shown = QueryPrinter.Print(term);
        var (text, truncated) = (term.Text, term.Truncated);
        if (truncated && Folded.Tokens(text) is [.., var last] tokens && last.Length < LettersBeforeStar)
        {
            if (tokens.Count == 1)
            {
                widened.Add($"{shown}: left out, PubMed wants {LettersBeforeStar} letters before a star");
                return null;
            }

            (text, truncated) = (text[..last.Start], false);
            widened.Add($"{shown}: sent without its last word, PubMed wants {LettersBeforeStar} letters before a star");
        }

        // [ab] alone is not known to exist on PubMed's side, and an unknown field would search everything.
        if (term.Tag == "ab") widened.Add($"{shown}: sent as [tiab], which looks in titles and keywords too");
        return $"{Quoted(text, term.Quoted, truncated)}[{(term.Tag == "ti" ? "ti" : "tiab")}]";
    }

    // Characters that PubMed reads as syntax (: & [ ] ( ) * /) only separate words, here and in its index.
    private static string Quoted(string text, bool quoted, bool truncated)
    {
        var plain = CleanText.OneLine(string.Concat(text.Select(c => IsPlain(c) ? c : ' '))) ?? "";
        var star = truncated ? "*" : "";
        return quoted || plain.Any(c => !char.IsLetterOrDigit(c)) || plain is "AND" or "OR" or "NOT" ? $"\"{plain}{star}\"" : plain + star;
    }

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '-' or '\'' or '’'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
