using System.Buffers;
using System.Text.RegularExpressions;

namespace Monitor.Identity.Reports;

/// <summary>A title without what databases write into it.</summary>
internal sealed record PlainTitle(string Text, NoticeKind Notice, bool Translated, bool Truncated, bool MarkedAbstract, IReadOnlyList<string> Parts);

/// <summary>
/// Takes off what catalogues add to a title (language, number of references, "see comment", the place of an erratum), and keeps
/// what that says about the record. Each habit is a database's house style, documented by it or plain to see: Ovid prints
/// <c>[Review] [88 refs]</c> and <c>[Erratum appears in …]</c>, Embase a letter's count <c>[1]</c>, the Web of Science
/// <c>(vol 142, pg 310, 2003)</c> behind an erratum's title, PubMed a translated title in brackets.
/// </summary>
internal static partial class TitleAnnotations
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("<[(");

    public static PlainTitle Strip(string? printed)
    {
        var truncated = printed?.TrimEnd(' ', ']', '"') is { } end && (end.EndsWith("...", StringComparison.Ordinal) || end.EndsWith('…'));
        var text = (printed ?? "").Trim(' ', '"', '\'', '.', '*');
        // Most titles hold none of the signs with which annotations begin.
        var annotated = text.AsSpan().ContainsAny(Signs) || text.Contains("LA:", StringComparison.Ordinal) || text.Contains("...", StringComparison.Ordinal);
        if (annotated) text = Note().Replace(Markup().Replace(text, ""), " ").Trim();
        var notice = NoticeKind.None;
        if (annotated && About().IsMatch(text))
        {
            notice = VolPg().IsMatch(text) ? NoticeKind.Erratum : NoticeKind.About;
            text = About().Replace(text, " ").Trim();
        }

        var marked = annotated && AbstractMark().IsMatch(text);
        if (marked) text = AbstractMark().Replace(text, " ").Trim();
        var translated = text.StartsWith('[');
        var whole = text;
        (text, notice) = Notice(text, notice);
        // "Authors' reply" and "Erratum" are the whole title.
        if (!text.Any(char.IsLetter)) text = whole;
        return new PlainTitle(text, notice, translated, truncated, marked, Languages(text));
    }

    /// <summary>"Erratum:" and the like; what follows is the other paper's title, which is compared with other notices' titles.</summary>
    private static (string Text, NoticeKind Notice) Notice(string text, NoticeKind notice)
    {
        // A paper that was retracted carries the word before its title; the notice is "Retraction of" or "Retraction:".
        switch (TitleMark.Of(text))
        {
            case { Word: not TitleWord.None, IsNotice: false } paper:
                text = paper.Rest;
                break;
            case { Word: not TitleWord.None } titled:
                return (titled.Rest, titled.Word switch { TitleWord.Corrected => NoticeKind.Erratum, TitleWord.Concern => NoticeKind.ExpressionOfConcern, _ => NoticeKind.Retraction });
        }

        if (Erratum().Match(text) is { Success: true } erratum) return (text[erratum.Length..], NoticeKind.Erratum);
        if (Retraction().Match(text) is { Success: true } retraction) return (text[retraction.Length..], NoticeKind.Retraction);
        if (Concern().Match(text) is { Success: true } concern) return (text[concern.Length..], NoticeKind.ExpressionOfConcern);
        if (Reply().Match(text) is { Success: true } reply) return (text[reply.Length..], NoticeKind.Reply);
        // Only the end is looked at: the pattern has no fixed beginning.
        var tail = Math.Max(0, text.Length - 40);
        return ReplyAfter().Match(text, tail) is { Success: true } after ? (text[..after.Index], NoticeKind.Reply) : (text, notice);
    }

    /// <summary>A title in two languages is joined by a semicolon, an equals sign, or has the second in brackets behind.</summary>
    private static IReadOnlyList<string> Languages(string text)
    {
        if (text.AsSpan().IndexOfAny(";=[]") < 0) return [];
        var parts = text.Split([';', '=', '[', ']'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length < 2 ? [] : parts;
    }

    [GeneratedRegex("</?[A-Za-z]{1,8}/?>", RegexOptions.ExplicitCapture)]
    private static partial Regex Markup();

    [GeneratedRegex("""
        \s*\[\s*(review(\s+article)?|\d+\s*refs?\.?|see\s+comments?[^\]]*|corrected|published?\s+erratum[^\]]*|(erratum|correction|corrigendum|retraction|comment|update|republished|summary|original\s+report)
        s?\s+(appears?|in|of|for|for\s+patients\s+in)\b[^\]]*|\d{1,2}|letter|letters?\s+to\s+the\s+editor|editorial|in\s+process\s+citation|in\s+\w+(\s+with\s+\w+\s+abstract)?
        |(in\s+)?(afrikaans|arabic|bulgarian|chinese|croatian|czech|danish|dutch|english|finnish|french|german|greek|hebrew|hungarian|italian|japanese|korean|norwegian|persian|polish|portuguese|romanian|russian|serbian|serbo-croatian(\s+\([^)]*\))?|slovak|slovene|spanish|swedish|thai|turkish|ukrainian))\s*\]
        |\s*\((provisional|structured)\s+abstract\)|\s*\((multiple\s+letters|review|letter)\)|\bLA:\s*[A-Z][a-z]{2}\b
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Note();

    // The place of another paper, behind the title that it shares: "(vol 142, pg 310, 2003)", "(J Ped (2003) 142 (310))", "... N Engl J Med. 2009 Jan 29;360(5):544-6".
    [GeneratedRegex(@"\s*(\(\s*vol\.?\s*\d+,?\s*(pg|p|page)\.?\s*\w+[^)]*\)|\((?=[^()]*\(?(18|19|20)\d\d)[^()]*(\([^()]*\)[^()]*)+\)|\.\.\.\s*[A-Z][^.;]*\.?\s*(19|20)\d\d[^;]*;\s*\d+\s*(\(\w+\))?:\s*\w+(-\w+)?)\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex About();

    [GeneratedRegex(@"\(\s*vol\.?\s*\d+,?\s*(pg|p|page)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex VolPg();

    [GeneratedRegex(@"\s*[\[(]\s*(conference\s+|meeting\s+)?abstract(\s*(no\.?|number)?\s*[\w-]+)?\s*[\])]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex AbstractMark();

    [GeneratedRegex(@"^\[?\s*((author|publisher)'?s?'?\s+)?(errat(um|a)|corrigend(um|a)|corrections?|addendum)\b\s*((to|for|in)\b|[:.\-–—]|$)\s*:?\s*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Erratum();

    [GeneratedRegex(@"^\[?\s*((notice|statement|note)\s+of\s+)?(retraction|withdrawal|removal(?=\s+notice))(\s+(notice|note|statement))?\s*((to|of|for)\b|[:.\-–—])\s*:?\s*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Retraction();

    [GeneratedRegex(@"^\[?\s*(editorial\s+)?expression\s+of\s+concern\s*((to|for|about|regarding)\b|[:.\-–—])?\s*:?\s*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Concern();

    [GeneratedRegex(@"^\[?\s*(re\s*:|in\s+re(ply|sponse)\b\s*(to\b)?\s*:?|((the\s+)?authors?'?s?'?\s+)?(reply|response|replies|respond)\b\s*(to\b|[:.\-–—]|$)\s*:?|comments?\s+(on|to)\b\s*:?|commentary\s+on\b\s*:?|regarding\b\s*:?|letter\s*(:|re\b:?|regarding\b)|letter\s+by\b)\s*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Reply();

    [GeneratedRegex(@"\s*([-–—:.(\[/]+\s*)((the\s+)?authors?'?s?'?\s+)?(repl(y|ies)|response|a\s+reply|in\s+reply|comments?)[)\].]*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex ReplyAfter();
}
