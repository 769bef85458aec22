namespace Monitor.Sources.PubMed;

/// <summary>
/// An element of a record, a stretch of text in one, or an attribute; lent by the <see cref="PubMedTree"/> that read it
/// until it reads the next record.
/// </summary>
internal sealed class PubMedNode
{
    /// <summary>Local name; empty for a text.</summary>
    public string Name { get; private set; } = "";

    public string Namespace { get; private set; } = "";

    /// <summary>The text of a text or an attribute; of an element all that stands in it, at any depth.</summary>
    public string Value => First is null ? _text : First.Next is null ? First.Value : string.Concat(Texts());

    public PubMedNode? Parent { get; private set; }
    public PubMedNode? First { get; private set; }
    public PubMedNode? Next { get; private set; }

    public bool IsText => Name.Length == 0;

    private PubMedNode? _last;
    private PubMedNode? _attributes;
    private string _text = "";

    public void Become(string name, string space, string text)
    {
        (Name, Namespace, _text) = (name, space, text);
        (Parent, First, Next, _last, _attributes) = (null, null, null, null, null);
    }

    public void Add(PubMedNode child)
    {
        child.Parent = this;
        if (_last is null) First = child;
        else _last.Next = child;
        _last = child;
    }

    /// <summary>Makes the text all that stands in this element.</summary>
    public void Hold(string text) => _text = text;

    public void AddAttribute(PubMedNode attribute)
    {
        attribute.Next = _attributes;
        _attributes = attribute;
    }

    public string? Attribute(string name)
    {
        for (var a = _attributes; a is not null; a = a.Next)
        {
            if (a.Name == name) return a._text;
        }

        return null;
    }

    /// <summary>All below this node in the order of the document, without recursion: nesting depth is the upstream's choice.</summary>
    public IEnumerable<PubMedNode> Descendants()
    {
        var node = First;
        while (node is not null)
        {
            yield return node;
            if (node.First is not null)
            {
                node = node.First;
                continue;
            }

            while (node.Next is null)
            {
                node = node.Parent;
                if (node is null || node == this) yield break;
            }

            node = node.Next;
        }
    }

    private IEnumerable<string> Texts() => Descendants().Where(n => n.IsText).Select(n => n._text);
}
