using System.Buffers;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>What a publisher's word before or behind a title says of the paper.</summary>
internal enum TitleWord
{
    None,
    Retracted,

    /// <summary>Withdrawn or removed by its publisher.</summary>
    Withdrawn,
    Concern,
    Corrected,
}

/// <summary>
/// A title parted from the word by which publishers mark a paper (<c>RETRACTED ARTICLE: …</c>, <c>[Retracted] …</c>,
/// <c>… (Retracted)</c>) or name a notice about one (<c>Retraction notice to "…"</c>, <c>Expression of Concern: …</c>).
/// </summary>
/// <param name="Word">What it says.</param>
/// <param name="Rest">The title of the paper.</param>
/// <param name="IsNotice">In the form by which notices are titled; a paper may bear it all the same, where it bore its own title before.</param>
internal sealed partial record TitleMark(TitleWord Word, string Rest, bool IsNotice)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;
    private const int Timeout = 1000;

    /// <summary>Longer than any real title: marks stand at its ends.</summary>
    private const int Longest = 2000;

    private static readonly Regex[] PaperForms = [Before(), Shouted(), Sentence()];

    /// <summary>Most titles hold none of these.</summary>
    private static readonly SearchValues<string> Words =
        SearchValues.Create(["retract", "withdraw", "remov", "concern", "errat", "corrig", "correct", "addend"], StringComparison.OrdinalIgnoreCase);

    public static TitleMark Of(string? printed)
    {
        if (printed is null || !printed.AsSpan().ContainsAny(Words)) return new TitleMark(TitleWord.None, printed ?? "", IsNotice: false);
        var title = CleanText.OneLine(SameText.Plain(CleanText.Cut(printed, Longest))) ?? "";
        try
        {
            return PaperBefore(title) ?? NoticeBefore(title) ?? Behind(title) ?? new TitleMark(TitleWord.None, title, IsNotice: false);
        }
        catch (RegexMatchTimeoutException)
        {
            return new TitleMark(TitleWord.None, title, IsNotice: false);
        }
    }

    /// <summary>The title by which a record is shown: without the word that marks its paper; a notice keeps its own.</summary>
    public static string Shown(Article article) => article.UnmarkedTitle ?? Plain(article.Title);

    /// <summary>The title of the paper that a record is, or is a notice about.</summary>
    public static string OfPaper(Article article) => article.UnmarkedTitle ?? Of(article.Title).Rest;

    /// <summary>The title without the word that marks its paper; that of a notice stays as it is.</summary>
    public static string Plain(string printed) => Of(printed) is { Word: not TitleWord.None, IsNotice: false } mark ? mark.Rest : printed;

    private static TitleMark? PaperBefore(string title)
    {
        foreach (var form in PaperForms)
        {
            if (form.Match(title) is { Success: true } match && Trimmed(title[match.Length..]) is { } rest)
                return new TitleMark(Named(match.Groups["word"].Value), rest, IsNotice: false);
        }

        return null;
    }

    private static TitleMark? NoticeBefore(string title) =>
        Notice().Match(title) is { Success: true } match && Trimmed(Quoted(title[match.Length..])) is { } rest
            ? new TitleMark(Of(match.Groups), rest, IsNotice: true) : null;

    private static TitleMark? Behind(string title)
    {
        // Only the end is looked at: the pattern has no fixed beginning.
        var from = Math.Max(0, title.Length - 160);
        if (After().Match(title, from) is not { Success: true } match || Trimmed(title[..match.Index]) is not { } rest) return null;
        return match.Groups["word"].Success
            ? new TitleMark(Named(match.Groups["word"].Value), rest, IsNotice: false) : new TitleMark(Of(match.Groups), rest, IsNotice: true);
    }

    private static TitleWord Of(GroupCollection groups) =>
        groups["concern"].Success ? TitleWord.Concern : groups["correction"].Success
            ? TitleWord.Corrected : groups["withdrawal"].Success ? TitleWord.Withdrawn : TitleWord.Retracted;

    private static TitleWord Named(string word) => char.ToLowerInvariant(word[0]) switch
    {
        'c' => TitleWord.Corrected,
        'w' => TitleWord.Withdrawn,
        'r' when word.StartsWith("rem", StringComparison.OrdinalIgnoreCase) => TitleWord.Withdrawn,
        _ => TitleWord.Retracted,
    };

    /// <summary>Notices print the title in quotation marks, and behind it where it stands.</summary>
    private static string Quoted(string text)
    {
        if (text.Length < 3 || text[0] is not ('"' or '“' or '‘' or '\'' or '«' or '„')) return Place().Replace(text, "");
        var end = text.LastIndexOfAny(['"', '”', '’', '\'', '»', '“']);
        return end > 1 ? text[1..end] : text[1..];
    }

    private static string? Trimmed(string text)
    {
        var rest = text.Trim(' ', '.', ',', ':', ';', '-', '–', '—', '"', '“', '”');
        if (rest.StartsWith('[') && !rest.Contains(']', StringComparison.Ordinal)) rest = rest[1..];
        if (rest.EndsWith(']') && !rest.Contains('[', StringComparison.Ordinal)) rest = rest[..^1];
        return rest.Any(char.IsLetter) ? rest : null;
    }

    [GeneratedRegex(@"^[\[(]?\s*(?<word>retracted|withdrawn|removed|corrected)(\s+(and|&)\s+(republished|replaced))?(\s+(article|paper|chapter|manuscript|publication|preprint|study|review|version|letter))?\s*(([\])]\s*[:.\-–—]?)|:|\.(?=\s)|\s[-–—](?=\s)|—)\s*", Options, Timeout)]
    private static partial Regex Before();

    /// <summary>In capitals before a title that is not.</summary>
    [GeneratedRegex(@"^(?<word>RETRACTED|WITHDRAWN)(\s+(ARTICLE|PAPER|CHAPTER))?\s+(?=\S*\p{Ll})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Shouted();

    [GeneratedRegex(@"^this\s+(article|paper|publication)\s+(has\s+been|was|is)\s+(?<word>retracted|withdrawn|removed)\s*[:.\-–—]\s*", Options, Timeout)]
    private static partial Regex Sentence();

    // "Retraction of" and "withdrawal of" begin titles of papers, too: those of notices go on with a quotation mark or the word article.
    [GeneratedRegex("""
        ^[\[(]?\s*((notice|statement|note)\s+of\s+)?((the\s+)?(author|publisher|editor|editorial)['’]?s?['’]?\s+)?(partial\s+)?
        ((?<retraction>retractions?)|(?<withdrawal>withdrawal|removal)|(?<concern>expressions?\s+of\s+(editorial\s+)?concern)|(?<correction>errat(um|a)|corrigend(um|a)|corrections?|addendum))
        (\s+and\s+(replacement|republication))?
        ( (\s+(notice|note|statement|announcement))?\s*([\])]\s*[:.\-–—]?|:|\.(?=\s)|\s[-–—](?=\s)|—)(\s*(to|for)\s*:)?
        | \s+(notice|note|statement|announcement)\s+(to|of|for|on|regarding|concerning)\b\s*:?(\s+the\s+(article|paper)(\s+entitled|\s+titled)?:?)?
        | (?<=concern|erratum|errata|corrigendum|corrigenda|addendum)\s+(to|for|about|on|over|regarding|concerning)\b\s*:?
        | \s+(to|for|of)\s*:
        | (?<=correction|corrections)\s+to\b\s*
        | \s+(of|to|for)\s+(the\s+(article|paper)\b:?|(?=["“‘«„]))
        )\s*
        """, Options | RegexOptions.IgnorePatternWhitespace, Timeout)]
    private static partial Regex Notice();

    [GeneratedRegex("""
        \s*(
        [\[(]\s*((this\s+)?(article|paper)\s+(has\s+been\s+|was\s+)?)?(?<word>retracted|withdrawn)(\s+(article|paper|publication|chapter))?([.,;:]?\s*(see|in|by|on|vol)\b[^\])]*)?\s*[\])]
        | [\[(]\s*((?<retraction>retraction(\s+(notice|note|of\s+vol\b[^\])]*))?)|(?<withdrawal>withdrawal(\s+notice)?)|(?<concern>(editorial\s+)?expression\s+of\s+concern)|(?<correction>corrigendum|erratum|correction|addendum))\s*[\])]
        | (:|\.|\s[-–—])\s+((?<word>retracted|withdrawn)(\s+article)?|(?<retraction>retraction(\s+(notice|note))?)|(?<concern>(editorial\s+)?expression\s+of\s+concern)|(?<correction>corrigendum|erratum))
        )\s*\.?$
        """, Options | RegexOptions.IgnorePatternWhitespace, Timeout)]
    private static partial Regex After();

    [GeneratedRegex(@"\s*[\[(][^\[\]()]*(\([^()]*\)[^\[\]()]*)*\b(18|19|20)\d\d\b[^\[\]]*[\])]\s*\.?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Place();
}
