using System.Xml.Linq;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>Children by local name, one level down and never deeper.</summary>
internal static class PubMedElements
{
    public static XElement? One(this XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static IEnumerable<XElement> All(this XElement? parent, string name) =>
        parent?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    /// <summary>Children of all children of that name: the entries of a list that may occur more than once.</summary>
    public static IEnumerable<XElement> All(this XElement? parent, string list, string name) =>
        parent.All(list).SelectMany(e => e.All(name));

    /// <summary>The clean text of a child; null when it is missing or blank.</summary>
    public static string? Text(this XElement? parent, string name) => parent.One(name) is { } child ? PubMedMarkup.Flat(child) : null;

    /// <summary>The clean texts, without blanks and repetitions.</summary>
    public static IReadOnlyList<string> Texts(this IEnumerable<XElement> elements) =>
        [.. elements.Select(PubMedMarkup.Flat).OfType<string>().Distinct()];

    public static string? Attr(this XElement element, string name) => CleanText.OneLine(element.Attribute(name)?.Value);
}
