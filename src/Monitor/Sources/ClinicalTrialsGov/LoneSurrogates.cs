using System.Text.RegularExpressions;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>Halves of characters in JSON escapes.</summary>
internal static partial class LoneSurrogates
{
    /// <summary>The raw JSON string without escapes that are half a character; whole pairs and escaped backslashes stay.</summary>
    public static string Drop(string raw) =>
        Escapes().Replace(raw, m => m.Groups["lone"].Success ? "" : m.Value);

    [GeneratedRegex(@"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})", RegexOptions.ExplicitCapture)]
    private static partial Regex Escapes();
}
