using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Text;

/// <summary>
/// Whether two texts say the same to a reader: blanks, case, typographic signs, mark-up and entities (<c>&amp;amp;</c> for
/// <c>&amp;</c>) make no difference; numbers and the signs beside them do (<c>2.5</c> and <c>25</c>, <c>&lt;</c> and <c>&gt;</c>).
/// </summary>
internal static partial class SameText
{
    private const int Timeout = 1000;

    private static readonly SearchValues<char> Signs = SearchValues.Create("<>≤≥±%=+°.-−–");

    public static bool Are(string? a, string? b) => a == b || Key(a) == Key(b);

    /// <summary>What two texts that say the same have in common; empty for what says nothing.</summary>
    public static string Key(string? text) => text is null ? "" : Folded.Line(Spelled(Plain(text)));

    /// <summary>Without mark-up and entities, as a reader should see it; lines stay.</summary>
    public static string Plain(string text)
    {
        // What was escaped twice is text all the same.
        for (var i = 0; i < 2 && text.Contains('&', StringComparison.Ordinal); i++) text = WebUtility.HtmlDecode(text);
        if (text.Contains('<', StringComparison.Ordinal)) text = Markup().Replace(text, m => m.Groups["break"].Success ? "\n" : "");
        return text;
    }

    /// <summary>Signs that change what a number says, as words: folding drops signs.</summary>
    private static string Spelled(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs)) return text;
        var spelled = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (Word(text, i) is { } word) spelled.Append(' ').Append(word).Append(' ');
            else spelled.Append(text[i]);
        }

        return spelled.ToString();
    }

    private static string? Word(string text, int at) => text[at] switch
    {
        '<' => "lt",
        '>' => "gt",
        '≤' => "le",
        '≥' => "ge",
        '±' => "pm",
        '%' => "pct",
        '=' => "eq",
        '+' => "plus",
        '°' => "deg",
        '.' when at > 0 && char.IsDigit(text[at - 1]) && at + 1 < text.Length && char.IsDigit(text[at + 1]) => "dot",
        // One that begins a number.
        '-' or '−' or '–' when (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or '[')
        && at + 1 < text.Length && char.IsDigit(text[at + 1]) => "minus",
        _ => null,
    };

    [GeneratedRegex(@"<(?<break>/?(p|br|li|div|tr|ul|ol))\b[^<>]{0,200}>|</?(i|b|em|strong|sub|sup|span|u|a|font|italic|bold)\b[^<>]{0,200}>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Markup();
}
