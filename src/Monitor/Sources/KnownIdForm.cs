using System.Text.RegularExpressions;

namespace Monitor.Sources;

/// <summary>How the ids look under which a source looks for known items: one that cannot be an id would be missed for ever.</summary>
/// <param name="Like">What an id is, with an example.</param>
/// <param name="Is">Whether a text is one.</param>
internal sealed partial record KnownIdForm(string Like, Func<string, bool> Is)
{
    /// <summary>The name under which a watch gives DOIs, which are looked for wherever they are known.</summary>
    public const string Doi = "doi";

    /// <summary>A bare DOI, that each of the sources that know DOIs can be asked for.</summary>
    public static KnownIdForm OfDoi { get; } = new("a DOI such as 10.1186/s13287-023-03440-2, without an address before it", text => DoiText().IsMatch(text));

    /// <summary>Of a source that keeps items instead of being asked.</summary>
    public static KnownIdForm OfKept { get; } = new(
        "the number of the case, the last part of the address, or the whole title, without blanks around it",
        text => text.Length > 0 && text.Trim() == text && !text.Any(char.IsControl));

    public static KnownIdForm Matching(string like, Regex form) => new(like, text => form.IsMatch(text));

    // Nothing in it may end a quotation or open a tag of a query.
    [GeneratedRegex("^10\\.[0-9]{4,9}/[^\\s\"\\\\\\[\\],]+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex DoiText();
}
