using System.Buffers;
using System.Text.Unicode;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Reads a record that is written as PubMed writes nearly all of them: tags in plain ASCII, attributes in quotes, text,
/// XML's five entities and characters by number. It is no XML parser: at anything else (a prefix, a comment, CDATA, a line
/// feed in an attribute, a character that XML forbids, a tag that does not fit) it gives the record up, and the
/// framework's reader reads it from the start. So it never calls a record broken, and what it reads is well-formed to its
/// end, also in the parts that no field holds; the framework's reader would read the same, in several times the time.
/// </summary>
internal ref struct PubMedPlain
{
    private const int MaxDepth = 32;
    private const int MaxAttributes = 8;

    /// <summary>Bytes at which XML may forbid what looks plain.</summary>
    private static readonly SearchValues<byte> Odd = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b).Where(b => b is not ((byte)'\t' or (byte)'\n')), (byte)']', 0xEF]);

    private static readonly SearchValues<byte> InName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    /// <summary>The end of a value, or what the framework's reader is to judge.</summary>
    private static readonly SearchValues<byte> EndsValue = SearchValues.Create("\"<&\t\n"u8);

    private readonly ReadOnlySpan<byte> _text;
    private readonly PubMedTree _tree;
    private readonly PubMedWords _words;
    private int _at;

    private PubMedPlain(ReadOnlySpan<byte> text, PubMedTree tree, PubMedWords words)
    {
        _text = text;
        (_tree, _words) = (tree, words);
    }

    /// <summary>The record that the text is, as far as <see cref="PubMedShape"/> names its parts; null when this is for the framework's reader.</summary>
    public static PubMedNode? Read(ReadOnlySpan<byte> text, PubMedTree tree, PubMedWords words)
    {
        if (!IsPlain(text)) return null;
        var set = tree.Begin();
        var record = new PubMedPlain(text, tree, words);
        return record.Element(set, PubMedShape.Set, 1) && record._at == text.Length ? set.First : null;
    }

    /// <summary>Whether it is UTF-8 throughout, and no character in it is one that XML forbids or would change.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        for (var rest = text; rest.IndexOfAny(Odd) is var hit and >= 0;)
        {
            rest = rest[hit..];
            if (rest[0] < ' ' || rest.StartsWith("]]>"u8) || rest.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBF])) return false;
            rest = rest[1..];
        }

        return Utf8.IsValid(text);
    }

    /// <param name="parent">Gets the element, if a field holds it.</param>
    /// <param name="outer">Shape of the parent.</param>
    private bool Element(PubMedNode parent, PubMedShape outer, int depth)
    {
        var from = _at + 1;
        var length = NameLength(from);
        if (length == 0 || depth > MaxDepth) return false;
        var name = _text.Slice(from, length);
        var shape = outer.Of(name);
        var node = shape is null ? null : _tree.Element(shape.Name.Length > 0 ? shape.Name : _words.Of(name));
        _at = from + length;
        if (!EndOfTag(node, out var filled)) return false;
        if (node is null || !shape!.Admits(node)) return !filled || Skip(from, length, depth); // non-null: what has a node has a shape
        parent.Add(node);
        return !filled || Content(node, shape, name, depth);
    }

    /// <summary>What stands between the tags, and the end tag.</summary>
    private bool Content(PubMedNode node, PubMedShape shape, ReadOnlySpan<byte> name, int depth)
    {
        while (true)
        {
            var from = _at;
            if (!ToTag()) return false;
            var ends = _text[_at + 1] == '/';
            if (shape.Mixed && _at > from)
            {
                var text = _words.Text(_text[from.._at]);
                // What has no markup, as most fields, needs no node for its text; in markup the order of the nodes counts.
                if (ends && node.First is null && shape != PubMedShape.Whole) node.Hold(text);
                else node.Add(_tree.Text(text));
            }

            if (ends) return EndTag(name);
            if (!Element(node, shape, depth + 1)) return false;
        }
    }

    /// <summary>
    /// Passes over what no field holds, from behind the start tag to behind the end tag: references and affiliations, most of
    /// a record.
    /// </summary>
    /// <param name="from">Start of the element's name.</param>
    /// <param name="length">Of the name.</param>
    /// <param name="depth">Of the element.</param>
    private bool Skip(int from, int length, int depth)
    {
        Span<(int From, int Length)> open = stackalloc (int, int)[MaxDepth];
        open[0] = (from, length);
        for (var count = 1; count > 0;)
        {
            if (!ToTag()) return false;
            if (_text[_at + 1] == '/')
            {
                count--;
                if (!EndTag(_text.Slice(open[count].From, open[count].Length))) return false;
                continue;
            }

            from = _at + 1;
            length = NameLength(from);
            if (length == 0 || depth + count > MaxDepth) return false;
            _at = from + length;
            if (!EndOfTag(null, out var filled)) return false;
            if (filled) open[count++] = (from, length);
        }

        return true;
    }

    /// <summary>Goes to where the next tag begins, over a text whose references are all known.</summary>
    private bool ToTag()
    {
        var rest = _text[_at..];
        var hit = rest.IndexOfAny((byte)'<', (byte)'&');
        if (hit < 0) return false;
        if (rest[hit] == '&')
        {
            var end = rest.IndexOf((byte)'<');
            if (end < 0 || !PubMedWords.AreKnown(rest[hit..end])) return false;
            hit = end;
        }

        _at += hit;
        return _at + 1 < _text.Length;
    }

    private bool EndTag(ReadOnlySpan<byte> name)
    {
        var tag = _text[(_at + 2)..];
        if (tag.Length <= name.Length || tag[name.Length] != '>' || !tag.StartsWith(name)) return false;
        _at += name.Length + 3;
        return true;
    }

    /// <summary>Length of the name that stands there; 0 for none.</summary>
    private readonly int NameLength(int from)
    {
        var rest = _text[from..];
        return rest.Length > 0 && StartsName(rest[0]) ? Math.Max(0, rest.IndexOfAnyExcept(InName)) : 0;
    }

    private bool EndOfTag(PubMedNode? node, out bool filled)
    {
        filled = true;
        if (_text[_at] != '>') return Attributes(node, out filled);
        _at++;
        return true;
    }

    /// <summary>The rest of a start tag, from behind its name.</summary>
    private bool Attributes(PubMedNode? node, out bool filled)
    {
        Span<Range> names = stackalloc Range[MaxAttributes];
        filled = true;
        for (var count = 0; _at < _text.Length; count++)
        {
            var blanks = _at;
            while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\t') _at++;
            var rest = _text[_at..];
            if (rest.StartsWith(">"u8))
            {
                _at++;
                return true;
            }

            if (rest.StartsWith("/>"u8))
            {
                filled = false;
                _at += 2;
                return true;
            }

            var equal = rest.IndexOfAnyExcept(InName);
            if (blanks == _at || equal <= 0 || !StartsName(rest[0]) || count == MaxAttributes) return false;
            var name = rest[..equal];
            if (!rest[equal..].StartsWith("=\""u8) || name.SequenceEqual("xmlns"u8)) return false;
            var value = rest[(equal + 2)..];
            var length = value.IndexOfAny(EndsValue);
            if (length < 0 || value[length] != '"') return false;
            foreach (var earlier in names[..count])
            {
                if (_text[earlier].SequenceEqual(name)) return false;
            }

            names[count] = _at..(_at + equal);
            if (node is not null && PubMedShape.Read(name) is { } word)
            {
                node.AddAttribute(_tree.Attribute(word, _words.Of(value[..length])));
            }

            _at += equal + length + 3;
        }

        return false;
    }

    private static bool StartsName(byte b) => char.IsAsciiLetter((char)b) || b == '_';
}
