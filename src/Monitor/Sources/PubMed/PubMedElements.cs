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

    public static PubMedChildren All(this PubMedNode? parent, string name) => new(parent, null, name);

    /// <summary>Children of all children of that name: the entries of a list that may occur more than once.</summary>
    public static PubMedChildren All(this PubMedNode? parent, string list, string name) => new(parent, list, name);

    /// <summary>The clean text of a child; null when it is missing or blank.</summary>
    public static string? Text(this PubMedNode? parent, string name) => parent.One(name) is { } child ? PubMedMarkup.Flat(child) : null;

    /// <summary>The clean texts, without blanks and repetitions.</summary>
    public static IReadOnlyList<string> Texts(this PubMedChildren elements)
    {
        List<string>? texts = null;
        HashSet<string>? seen = null;
        foreach (var element in elements)
        {
            if (PubMedMarkup.Flat(element) is not { } text) continue;
            texts ??= [];
            // A set pays only for a long list.
            if (texts.Count == Few) seen = [.. texts];
            if (seen is null ? !texts.Contains(text) : seen.Add(text)) texts.Add(text);
        }

        return texts ?? (IReadOnlyList<string>)[];
    }

    public static string? Attr(this PubMedNode element, string name) => CleanText.OneLine(element.Attribute(name));
}
