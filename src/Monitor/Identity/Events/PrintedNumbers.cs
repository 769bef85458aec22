using System.Text.RegularExpressions;
using Monitor.Documents;
using Match = System.Text.RegularExpressions.Match;

namespace Monitor.Identity.Events;

/// <summary>Numbers by which a text names another notice, and the lots that it names.</summary>
/// <param name="Recalls">Recall numbers.</param>
/// <param name="Letters">Numbers of letters.</param>
/// <param name="Lots">Lots, without blanks and signs.</param>
internal sealed partial record PrintedNumbers(IReadOnlySet<string> Recalls, IReadOnlySet<string> Letters, IReadOnlySet<string> Lots)
{
    public static PrintedNumbers Of(Notice notice)
    {
        string[] texts = [.. ((string?[])[notice.Title, notice.Abstract, notice.Body, notice.Product]).OfType<string>()];
        return new PrintedNumbers(
            All(texts, Recall(), "number"), All(texts, Letter(), "number"),
            texts.SelectMany(t => Lot().Matches(t)).SelectMany(m => LotNumber().Matches(m.Groups["list"].Value).Select(Plain)).Where(n => n.Length is >= 2 and <= 20 && n.Any(char.IsAsciiDigit)).ToHashSet(StringComparer.Ordinal));
    }

    private static HashSet<string> All(IEnumerable<string> texts, Regex regex, string group) =>
        texts.SelectMany(t => regex.Matches(t)).Select(m => m.Groups[group].Value.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);

    private static string Plain(Match match) => string.Concat(match.Value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"\b(?<number>[DFZBHVN]-\d{3,5}-(19|20)\d{2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recall();

    [GeneratedRegex(@"\b(MARCS[- ]CMS|CMS|WL|CBER)\s*[#:]?\s*(no\.?\s*)?(\d{2}-)?(?<number>\d{6})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Letter();

    [GeneratedRegex(@"\b(lots?|batch(es)?)\b\s*(numbers?|nos?\.?|codes?)?\s*[#:]?\s*(?<list>#?([A-Z]{1,8}-?)?\d[A-Z0-9-]*((\s*,\s*(and\s+)?|\s+and\s+|\s*;\s*)#?([A-Z]{1,8}-?)?\d[A-Z0-9-]*)*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lot();

    [GeneratedRegex(@"([A-Z]{1,8}-?)?\d[A-Z0-9-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LotNumber();
}
