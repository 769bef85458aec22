using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Identity.Events;

/// <summary>Firms that a text names, and whether it names a given one: as a whole name, not as the beginning of another.</summary>
internal static partial class FirmInText
{
    /// <summary>Words of headings, which are capitalised there, beside which a name begins or ends.</summary>
    private static readonly FrozenSet<string> Around =
        ((string[])[
            "fda", "warns", "warning", "against", "by", "from", "to", "at", "on", "update", "updated", "about", "issues", "issued", "recalls", "recall", "recalled", "announces", "announced", "initiates", "initiated", "conducts", "expands", "extends",
            "voluntarily", "receives", "received", "is", "has", "will", "in", "for", "due", "over", "after", "with", "letter", "s", "press", "release", "alert", "safety", "sends", "seizes", "stops", "order", "injunction",
        ]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Names that a heading gives to who recalls, or to whom the regulator turns, and what a list of labels calls the company.</summary>
    public static IReadOnlyList<FirmName> Named(string title, string? text)
    {
        var names = new List<FirmName>();
        foreach (var regex in (Regex[])[Recalling(), Behind(), Warned()])
        {
            if (regex.Match(title) is { Success: true } match) names.AddRange(FirmName.Of(match.Groups["firm"].Value));
        }

        if (text is not null && Labelled().Match(text) is { Success: true } label) names.AddRange(FirmName.Of(label.Groups["firm"].Value));
        return [.. names.Where(n => n.IsTelling && n.Words.Count <= 8).DistinctBy(n => n.Compact)];
    }

    /// <summary>Whether the text names the firm.</summary>
    public static bool Names(string text, IReadOnlyList<Token> tokens, FirmName firm)
    {
        if (!firm.IsTelling) return false;
        for (var i = 0; i + firm.Words.Count <= tokens.Count; i++)
        {
            if (StandsAt(tokens, i, firm.Words) && Begins(text, tokens, i) && Ends(text, tokens, i + firm.Words.Count)) return true;
        }

        return false;
    }

    private static bool StandsAt(IReadOnlyList<Token> tokens, int at, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (tokens[at + i].Word != words[i]) return false;
        }

        return true;
    }

    private static bool Begins(string text, IReadOnlyList<Token> tokens, int at) =>
        at == 0 || Around.Contains(tokens[at - 1].Word) || IsParted(text, tokens, at) || char.IsLower(text[tokens[at - 1].Start]);

    /// <summary><c>Example Center</c> does not end before <c>of Berlin</c>, nor before <c>12</c> or <c>West</c>.</summary>
    private static bool Ends(string text, IReadOnlyList<Token> tokens, int after)
    {
        if (after == tokens.Count) return true;
        var next = tokens[after].Word;
        if (next is "of" or "and" || text[tokens[after - 1].Start..tokens[after].Start].Contains('&', StringComparison.Ordinal)) return false;
        return FirmName.IsLegal(next) || Around.Contains(next) || IsParted(text, tokens, after) || char.IsLower(text[tokens[after].Start]) || (next.Length == 1 && next != "i");
    }

    /// <summary>Something other than a blank stands between the words.</summary>
    private static bool IsParted(string text, IReadOnlyList<Token> tokens, int at) =>
        text[(tokens[at - 1].Start + tokens[at - 1].Length)..tokens[at].Start].Any(c => c is ',' or '.' or ':' or ';' or '(' or ')' or '"' or '“' or '”' or '\n' or '–' or '—');

    [GeneratedRegex(@"^(updated?\s*[:-]?\s*)?(?<firm>[^:]{3,80}?)\s+(voluntarily\s+)?(issues?|issued|recalls?|recalled|recalling|announces?|announced|initiates?|initiated|conducts?|expands?|extends?|is recalling)\b.*\b(recall\w*|withdrawal)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recalling();

    [GeneratedRegex(@"\b(by|from)\s+(?<firm>[A-Z][^:;]{2,70}?)\s*:\s*(.{0,40}\b)?(recall|alert|safety|warning|letter)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Behind();

    [GeneratedRegex(@"\b(warns|warning letter to|letter to|injunction against|action against|seizes products of|suspends)\s+(?<firm>[A-Z].{2,70}?)(\s+(about|over|for|to|after|not|on|regarding|from|following)\b|[:;]|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Warned();

    [GeneratedRegex(@"(^|\n)(Company Name|Recalling Firm|Company):[ \n]{0,3}(?<firm>[^\n]{2,90})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labelled();
}
