using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>Children by local name, one level down and never deeper.</summary>
internal static class PubMedElements
{
    private const int Few = 16;

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
    public static IReadOnlyList<string> Texts(this IEnumerable<PubMedNode> elements)
    {
        var texts = new List<string>();
        HashSet<string>? seen = null;
        foreach (var element in elements)
        {
            if (PubMedMarkup.Flat(element) is not { } text) continue;
            // A set pays only for a long list.
            if (texts.Count == Few) seen = [.. texts];
            if (seen is null ? !texts.Contains(text) : seen.Add(text)) texts.Add(text);
        }

        return texts.Count == 0 ? [] : texts;
    }

    public static string? Attr(this PubMedNode element, string name) => CleanText.OneLine(element.Attribute(name));
}
