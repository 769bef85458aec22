using System.Buffers;

namespace Monitor.Sources.PubMed;

/// <summary>How one element stands among the bytes of a set.</summary>
internal enum PubMedFrameKind
{
    /// <summary>From its start tag to its end tag, as far as the tags tell.</summary>
    Element,

    /// <summary>Another record, or the end of the set, begins before its end tag.</summary>
    Unclosed,

    /// <summary>Markup that belongs to no element, such as an end tag too many.</summary>
    Stray,
}

/// <summary>
/// Finds where the elements of a PubmedArticleSet begin and end, without reading them. It rests on what every XML file
/// must hold to: outside comments, CDATA sections and processing instructions a <c>&lt;</c> is the start of a tag and
/// nothing else, not even in an attribute. Whether an element is well-formed inside is for the XML reader to say.
/// </summary>
internal static class PubMedMarks
{
    /// <summary>More bytes are needed to tell.</summary>
    public const int More = -1;

    private static readonly SearchValues<byte> EndsName = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>Length of the comment, CDATA section or processing instruction that the text begins with; 0 when it begins with none.</summary>
    public static int Hidden(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("<!--"u8)) return After(text, 4, "-->"u8);
        if (text.StartsWith("<![CDATA["u8)) return After(text, 9, "]]>"u8);
        if (text.StartsWith("<?"u8)) return After(text, 2, "?>"u8);
        return text.Length < 9 && ("<!--"u8.StartsWith(text) || "<![CDATA["u8.StartsWith(text)) ? More : 0;
    }

    /// <summary>Length of the tag that the text begins with; a <c>&gt;</c> in a quoted value does not end it.</summary>
    public static int Tag(ReadOnlySpan<byte> text) => Unquoted(text, ">\"'"u8);

    /// <summary>Length of the DOCTYPE that the text begins with, up to the declarations that stand in it if any do.</summary>
    public static int Doctype(ReadOnlySpan<byte> text) => Unquoted(text, ">[\"'"u8);

    private static int Unquoted(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marks)
    {
        var at = 1;
        while (true)
        {
            var hit = text[at..].IndexOfAny(marks);
            if (hit < 0) return More;
            at += hit + 1;
            if (text[at - 1] is not ((byte)'"' or (byte)'\'')) return at;
            var close = text[at..].IndexOf(text[at - 1]);
            if (close < 0) return More;
            at += close + 1;
        }
    }

    /// <summary>The name of the tag that the text begins with, without the slash of an end tag; empty when it is cut short.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text)
    {
        var from = text.StartsWith("</"u8) ? 2 : 1;
        var length = text.Length <= from ? -1 : text[from..].IndexOfAny(EndsName);
        return length < 0 ? [] : text.Slice(from, length);
    }

    /// <summary>Length and kind of the element that the text begins with.</summary>
    /// <param name="text">Begins with a start tag.</param>
    /// <param name="last">Nothing follows the text, or no more of it may be waited for.</param>
    public static (int Length, PubMedFrameKind Kind) Element(ReadOnlySpan<byte> text, bool last)
    {
        var name = Name(text);
        var tag = name.Length == 0 ? More : Tag(text);
        if (tag == More) return (More, default);
        if (text[tag - 2] == '/') return (tag, PubMedFrameKind.Element);
        var record = name.SequenceEqual("PubmedArticle"u8) || name.SequenceEqual("PubmedBookArticle"u8);
        var found = record ? EndOfRecord(text, name, tag, seesHidden: true) : EndOf(text, name, tag);
        // A comment without end must not swallow the records behind it.
        return found.Length == More && last && record ? EndOfRecord(text, name, tag, seesHidden: false) : found;
    }

    private static (int Length, PubMedFrameKind Kind) EndOfRecord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int from, bool seesHidden)
    {
        for (var at = from; ;)
        {
            var hit = text[at..].IndexOf("Pubmed"u8);
            if (hit < 0) return (More, default);
            hit += at;
            if (seesHidden && Covered(text, at, hit) is var behind and not 0)
            {
                if (behind == More) return (More, default);
                at = behind;
                continue;
            }

            at = hit + "Pubmed"u8.Length;
            var start = text[hit - 1] == '<' ? hit - 1 : text[..hit].EndsWith("</"u8) ? hit - 2 : -1;
            if (start < 0) continue;
            var word = Name(text[start..]);
            if (word.Length == 0) return (More, default);
            if (start == hit - 2 && word.SequenceEqual(name))
            {
                var tag = Tag(text[start..]);
                return tag == More ? (More, default) : (start + tag, PubMedFrameKind.Element);
            }

            if (start == hit - 1 ? IsRecord(word) : word.SequenceEqual("PubmedArticleSet"u8))
            {
                var deletion = text[..start].IndexOf("<DeleteCitation>"u8);
                return (deletion > 0 ? deletion : start, PubMedFrameKind.Unclosed);
            }
        }
    }

    private static (int Length, PubMedFrameKind Kind) EndOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int from)
    {
        Span<byte> end = [(byte)'<', (byte)'/', .. name];
        for (var at = from; ;)
        {
            var hit = text[at..].IndexOf(end);
            if (hit < 0) return (More, default);
            hit += at;
            if (Covered(text, at, hit) is var behind and not 0)
            {
                if (behind == More) return (More, default);
                at = behind;
                continue;
            }

            var tag = Tag(text[hit..]);
            if (tag == More) return (More, default);
            if (Name(text[hit..]).SequenceEqual(name)) return (hit + tag, PubMedFrameKind.Element);
            at = hit + tag;
        }
    }

    /// <summary>Where a comment or the like that begins between the two places ends; 0 when none begins there.</summary>
    private static int Covered(ReadOnlySpan<byte> text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            // Rarer than what they follow.
            var hit = text[at..to].IndexOfAny((byte)'!', (byte)'?');
            if (hit < 0) return 0;
            at += hit;
            if (at == from || text[at - 1] != '<') continue;
            var length = Hidden(text[(at - 1)..]);
            if (length != 0) return length == More ? More : at - 1 + length;
        }

        return 0;
    }

    private static bool IsRecord(ReadOnlySpan<byte> name) => name.SequenceEqual("PubmedArticle"u8) || name.SequenceEqual("PubmedBookArticle"u8);

    private static int After(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> end)
    {
        var hit = text[from..].IndexOf(end);
        return hit < 0 ? More : from + hit + end.Length;
    }
}
