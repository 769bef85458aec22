using System.Globalization;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>Words of a term without the signs that mean something in Europe PMC's language.</summary>
internal static class EuropePmcWords
{
    /// <summary>The words one by one.</summary>
    public static List<string> Of(string text) => [.. Kept(text, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>In one line, with hyphens and apostrophes inside words.</summary>
    public static string Plain(string text) => CleanText.OneLine(Kept(text, "-'’")) ?? "";

    /// <summary>In quotation marks, except one plain word that is no operator.</summary>
    public static string Quoted(string plain) =>
        plain.All(char.IsAsciiLetterOrDigit) && plain.ToUpperInvariant() is not ("AND" or "OR" or "NOT" or "TO") ? plain : $"\"{plain}\"";

    private static string Kept(string text, string signs) => string.Concat(text.Select(c => Stays(c) || signs.Contains(c, StringComparison.Ordinal) ? c : ' '));

    private static bool Stays(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
