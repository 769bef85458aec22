using System.Text.RegularExpressions;

namespace Monitor.Identity.Studies;

/// <summary>How one registry writes its numbers.</summary>
internal sealed class RegistryForm
{
    /// <summary>How far before a number its registry may be named.</summary>
    private const int NameWithin = 60;

    private readonly Func<Match, string?> _number;
    private readonly Regex? _named;

    /// <param name="registry">Its name.</param>
    /// <param name="pattern">The number, without anchors; what may repeat in it is bounded, as upstream texts are not trusted.</param>
    /// <param name="number">The compared form; null where the digits cannot be a number of it.</param>
    /// <param name="named">What must stand before the number in running text, where the form alone reads like other things too.</param>
    public RegistryForm(string registry, string pattern, Func<Match, string?> number, string? named = null)
    {
        const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        // \d would take the digits of every script.
        pattern = pattern.Replace(@"\d", "[0-9]", StringComparison.Ordinal);
        Registry = registry;
        Whole = new Regex($@"^(?:{pattern})$", Options);
        Anywhere = new Regex($@"(?<![\p{{L}}\p{{N}}])(?:{pattern})(?![\p{{L}}\p{{N}}])", Options);
        _named = named is null ? null : new Regex(named, Options);
        _number = number;
    }

    public string Registry { get; }

    /// <summary>The number and nothing else.</summary>
    public Regex Whole { get; }

    /// <summary>The number as a word of a text.</summary>
    public Regex Anywhere { get; }

    /// <summary>The compared form of what matched; null where it cannot be a number of the registry.</summary>
    public string? Number(Match match) => _number(match);

    /// <summary>Whether the text names the registry with the number or shortly before it, where that is asked for.</summary>
    public bool IsNamed(string text, Match match) =>
        _named is null || _named.IsMatch(text[Math.Max(0, match.Index - NameWithin)..(match.Index + match.Length)]);
}
