using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Monitor.Identity.Studies;

/// <summary>A number of a trial registry in the one form that is compared.</summary>
/// <param name="Registry">Name of the registry, such as <c>NCT</c>, <c>ISRCTN</c>, <c>EudraCT</c>.</param>
/// <param name="Value">As the registry writes it, such as <c>NCT06539273</c>.</param>
internal readonly record struct RegistryNumber(string Registry, string Value)
{
    /// <summary>More of them in one text say nothing more: it names many studies.</summary>
    private const int MostInText = 100;

    /// <summary>Reads a text that is a registry's number and nothing else; a sponsor's own number is none.</summary>
    public static bool TryParse(string? text, out RegistryNumber number)
    {
        number = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 80) return false;
        foreach (var form in RegistryForms.All)
        {
            if (form.Whole.Match(Plain(text)) is not { Success: true } match || form.Number(match) is not { } value) continue;
            number = new RegistryNumber(form.Registry, value);
            return true;
        }

        return false;
    }

    /// <summary>As <see cref="TryParse"/>, with null for what is none.</summary>
    public static RegistryNumber? ParseOrNull(string? text) => TryParse(text, out var number) ? number : null;

    /// <summary>The numbers that stand in a text, each place once, in their order. One that reads like other things too must be named beside.</summary>
    public static IReadOnlyList<(RegistryNumber Number, int Start, int Length)> In(string text)
    {
        var found = new List<(RegistryNumber Number, int Start, int Length)>();
        foreach (var form in RegistryForms.All)
        {
            foreach (Match match in form.Anywhere.Matches(text))
            {
                if (form.Number(match) is not { } value || !form.IsNamed(text, match)) continue;
                if (found.Count == MostInText) return [.. found.OrderBy(f => f.Start)];
                if (found.Exists(f => f.Start < match.Index + match.Length && match.Index < f.Start + f.Length)) continue;
                found.Add((new RegistryNumber(form.Registry, value), match.Index, match.Length));
            }
        }

        return [.. found.OrderBy(f => f.Start)];
    }

    /// <summary>The order in which a study is named by one of its numbers: the registries that readers know best first.</summary>
    public static int Rank(string registry)
    {
        var forms = RegistryForms.All;
        for (var i = 0; i < forms.Count; i++)
        {
            if (forms[i].Registry == registry) return i;
        }

        return forms.Count;
    }

    /// <summary>Dashes of all kinds are one, and blanks at the ends are none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Plain(string? text) => text?.Trim().Replace('\u2010', '-').Replace('\u2011', '-').Replace('\u2013', '-').Replace('\u2212', '-');

    public override string ToString() => Value;
}
