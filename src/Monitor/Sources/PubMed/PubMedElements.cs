using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>Children by local name, one level down and never deeper.</summary>
internal static class PubMedElements
{
    public static PubMedNode? One(this PubMedNode? parent, string name)
    {
        for (var child = parent?.First; child is not null; child = child.Next)
        {
            if (child.Name == name) return child;
        }

        return null;
    }

    public static IEnumerable<PubMedNode> All(this PubMedNode? parent, string name)
    {
        for (var child = parent?.First; child is not null; child = child.Next)
        {
            if (child.Name == name) yield return child;
        }
    }

    /// <summary>Children of all children of that name: the entries of a list that may occur more than once.</summary>
    public static IEnumerable<PubMedNode> All(this PubMedNode? parent, string list, string name)
    {
        for (var child = parent?.First; child is not null; child = child.Next)
        {
            if (child.Name != list) continue;
            for (var entry = child.First; entry is not null; entry = entry.Next)
            {
                if (entry.Name == name) yield return entry;
            }
        }
    }

    /// <summary>The clean text of a child; null when it is missing or blank.</summary>
    public static string? Text(this PubMedNode? parent, string name) => parent.One(name) is { } child ? PubMedMarkup.Flat(child) : null;

    /// <summary>The clean texts, without blanks and repetitions.</summary>
    public static IReadOnlyList<string> Texts(this IEnumerable<PubMedNode> elements) =>
        [.. elements.Select(PubMedMarkup.Flat).OfType<string>().Distinct()];

    public static string? Attr(this PubMedNode element, string name) => CleanText.OneLine(element.Attribute(name));
}
