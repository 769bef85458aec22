using System.Xml;
using System.Xml.Linq;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Reads one element whole, text and markup without comments. In place of <see cref="XNode.ReadFrom"/>, whose time grows
/// with the square of the nesting.
/// </summary>
internal static class PubMedSubtree
{
    /// <summary>Deepest nesting read; records of PubMed nest to about twenty.</summary>
    public const int MaxDepth = 256;

    /// <summary>The element that the reader stands on; it stands behind it afterwards.</summary>
    /// <exception cref="XmlException">Broken, or nested too deeply.</exception>
    public static XElement Read(XmlReader reader)
    {
        var root = Start(reader, out var open);
        var current = root;
        while (reader.Read() && open)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > MaxDepth) throw new XmlException($"elements are nested more than {MaxDepth} deep");
                    var element = Start(reader, out var filled);
                    current.Add(element);
                    if (filled) current = element;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    current.Add(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    open = current != root;
                    current = current.Parent ?? root;
                    break;
            }
        }

        return root;
    }

    private static XElement Start(XmlReader reader, out bool filled)
    {
        filled = !reader.IsEmptyElement;
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            // "xmlns" itself stands in a namespace for the reader and in none for the tree.
            element.SetAttributeValue(XName.Get(reader.LocalName, reader.Prefix.Length == 0 ? "" : reader.NamespaceURI), reader.Value);
        }

        reader.MoveToElement();
        return element;
    }
}
