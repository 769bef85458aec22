using Monitor.Documents;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Writes a query as PubMed reads it: every term with its tag, every group in parentheses, so that nothing is left to
/// automatic mapping or to reading from left to right. What PubMed cannot express is asked for more widely, never more narrowly.
/// </summary>
internal sealed class PubMedQuery : Translator
{
    /// <summary>Letters that PubMed wants before a star. [MEM in the wire facts: unverified, and widening is the safe side.]</summary>
    private const int LettersBeforeStar = 4;

    /// <summary>Longest text sent in one request. What PubMed takes at most is not documented; texts of this length are in use.</summary>
    public const int LongestText = 20_000;

    private PubMedQuery()
    {
    }

    /// <summary>The text to send, and what it asks for beyond the query.</summary>
    /// <exception cref="QueryException">Nothing that PubMed can search for is left, or it is too long.</exception>
    public static UpstreamQuery Ask(Query query, int most = RequestQuota.MostParts)
    {
        var translator = new PubMedQuery();
        var asked = translator.Translate(query);
        if (asked == Asked.Everything) throw PartedQuery.Unsearchable("PubMed", translator.Widened);
        if (asked == Asked.Nothing) return new UpstreamQuery("", translator.Widened) { Checked = translator.Checked, Impossible = true };
        var room = new QueryRoom("PubMed", LongestText, most, QueryRoom.Plain);
        return translator.Written(asked, room, ("", ""), exactly: true) ?? throw PartedQuery.TooLong(room);
    }

    protected override Asked Write(DateRange range, bool wanted) =>
        Asked.For($"{Day(range.From, "1000/01/01")}:{Day(range.To, "3000/12/31")}[{range.Tag}]");

    protected override Asked Write(Term term, bool wanted)
    {
        if (term.Near is { } near) return Asked.For($"\"{Plain(term.Text)}\"[{term.Tag}:~{near}]");
        // PubMed reads [ab] too of late, but that is not confirmed, and an unknown field would search everything.
        if (term.Tag == "ab")
        {
            Widen(term, "sent as [tiab], which looks in titles and keywords too");
            if (!wanted) return Asked.Nothing;
        }

        var (text, truncated) = (term.Text, term.Truncated);
        if (truncated && Folded.Tokens(text) is [.., var last] tokens && last.Word.Length < LettersBeforeStar)
        {
            if (tokens.Count == 1 || !wanted)
            {
                Widen(term, $"left out, PubMed wants {LettersBeforeStar} letters before a star");
                return wanted ? Asked.Everything : Asked.Nothing;
            }

            (text, truncated) = (text[..last.Start], false);
            Widen(term, $"sent without its last word, PubMed wants {LettersBeforeStar} letters before a star");
        }

        var plain = IsRunningText(term.Tag) ? Plain(text) : Exact(text);
        return Asked.For($"{Quoted(plain, term.Quoted, truncated)}[{(term.Tag == "ab" ? "tiab" : term.Tag)}]");
    }

    private static bool IsRunningText(string tag) => tag is "tiab" or "ti" or "ab" or "ot" or "tw" or "all" or "ad";

    private static string Day(PartialDate? date, string open) => date?.ToString().Replace('-', '/') ?? open;

    private static string Quoted(string plain, bool quoted, bool truncated)
    {
        var star = truncated ? "*" : "";
        return quoted || plain.Any(c => !char.IsLetterOrDigit(c)) || plain is "AND" or "OR" or "NOT" ? $"\"{plain}{star}\"" : plain + star;
    }

    // A heading keeps its comma and its subheading's slash, a DOI all its signs; none may end the quotation or open a tag.
    private static string Exact(string text) => CleanText.OneLine(string.Concat(text.Select(c => c is '"' or '[' or ']' ? ' ' : c))) ?? "";

    // In running text characters that PubMed reads as syntax (: & [ ] ( ) * /) only separate words, here and in its index.
    private static string Plain(string text) => CleanText.OneLine(string.Concat(text.Select(c => IsPlain(c) ? c : ' '))) ?? "";

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '-' or '\'' or '’'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
