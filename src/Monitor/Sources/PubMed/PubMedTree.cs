using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Reads of a record what <see cref="PubMedShape"/> names and passes over the rest. The nodes are used again for the next
/// record; one thread at a time.
/// </summary>
internal sealed class PubMedTree
{
    /// <summary>Deepest nesting read; records of PubMed nest to about twenty.</summary>
    public const int MaxDepth = 256;

    private readonly List<PubMedNode> _nodes = [];
    private int _used;

    /// <summary>The record being read, as far as it was read before an error; null before its start.</summary>
    public PubMedNode? Root { get; private set; }

    /// <summary>An element to put the next record in; what was read before is gone.</summary>
    public PubMedNode Begin()
    {
        (_used, Root) = (0, null);
        return Element("");
    }

    public PubMedNode Element(string name) => Node(name, "", "");

    public PubMedNode Text(string text) => Node("", "", text);

    public PubMedNode Attribute(string name, string value) => Node(name, "", value);

    /// <summary>The element that the reader stands on; it stands behind it afterwards.</summary>
    /// <exception cref="XmlException">Broken, or nested too deeply.</exception>
    public PubMedNode Read(XmlReader reader, PubMedShape shape)
    {
        Begin();
        var floor = reader.Depth;
        var current = Root = Start(reader, out var open);
        if (!open)
        {
            reader.Read();
            return Root;
        }

        var shapes = new Stack<PubMedShape>();
        reader.Read();
        while (true)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth - floor > MaxDepth) throw new XmlException($"elements are nested more than {MaxDepth} deep");
                    if (shape.Of(reader) is not { } inner)
                    {
                        reader.Skip();
                        continue;
                    }

                    var element = Start(reader, out var filled);
                    current.Add(element);
                    if (filled)
                    {
                        shapes.Push(shape);
                        (current, shape) = (element, inner);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when shape.Mixed:
                    current.Add(Text(reader.Value));
                    break;
                case XmlNodeType.EndElement when current == Root:
                    reader.Read();
                    return Root;
                case XmlNodeType.EndElement:
                    // Non-null: only the root has no parent.
                    (current, shape) = (current.Parent!, shapes.Pop());
                    break;
                case XmlNodeType.EntityReference:
                    throw new XmlException($"the entity {reader.Name} is not declared");
            }

            if (!reader.Read()) throw new XmlException("the record ends before its end");
        }
    }

    private PubMedNode Start(XmlReader reader, out bool filled)
    {
        filled = !reader.IsEmptyElement;
        var element = Node(reader.LocalName, reader.NamespaceURI, "");
        while (reader.MoveToNextAttribute())
        {
            if (PubMedShape.Reads(reader.LocalName) && reader.Prefix.Length == 0) element.AddAttribute(Attribute(reader.LocalName, reader.Value));
        }

        reader.MoveToElement();
        return element;
    }

    private PubMedNode Node(string name, string space, string text)
    {
        if (_used == _nodes.Count) _nodes.Add(new PubMedNode());
        var node = _nodes[_used++];
        node.Become(name, space, text);
        return node;
    }
}
