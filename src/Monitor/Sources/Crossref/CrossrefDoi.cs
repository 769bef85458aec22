using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Sources.Crossref;

/// <summary>DOIs as Monitor keeps them: bare, in lower case. They may hold nearly any character.</summary>
internal static partial class CrossrefDoi
{
    private const int Longest = 400;

    /// <summary>Null for what is no DOI.</summary>
    public static string? Of(string? text) =>
        CleanText.OneLine(text) is { Length: <= Longest } line && Form().Match(line) is { Success: true } match ? match.Groups["doi"].Value.ToLowerInvariant() : null;

    /// <summary>Where it leads.</summary>
    public static string Address(string doi) => "https://doi.org/" + Uri.EscapeDataString(doi).Replace("%2F", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^(https?://(dx\.)?doi\.org/|doi:\s*)?(?<doi>10\.[0-9]{3,9}(\.[0-9]+)*/\S+)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
