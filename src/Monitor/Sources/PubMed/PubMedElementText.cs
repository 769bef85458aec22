using System.Buffers;
using System.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// An element on its way to an XML reader, without what would make the reader refuse it for nothing: the characters that
/// XML 1.0 forbids.
/// </summary>
internal sealed class PubMedElementText(ReadOnlyMemory<byte> element) : TextReader
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c).Except(['\t', '\n', '\r']), '\ufffe', '\uffff']);

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private int _at;

    /// <summary>A text without them.</summary>
    public static string Repaired(string text) =>
        text.AsSpan().ContainsAny(Forbidden) ? string.Concat(text.Where(c => !Forbidden.Contains(c))) : text;

    public override int Read(char[] buffer, int index, int count)
    {
        var to = buffer.AsSpan(index, count);
        while (_at < element.Length)
        {
            _decoder.Convert(element.Span[_at..], to, flush: true, out var used, out var written, out _);
            _at += used;
            var kept = Keep(to[..written]);
            // A stretch of nothing but dropped characters must not look like the end of the text.
            if (kept > 0) return kept;
        }

        return 0;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    private static int Keep(Span<char> text)
    {
        var kept = text.IndexOfAny(Forbidden);
        if (kept < 0) return text.Length;
        foreach (var c in text[kept..])
        {
            if (!Forbidden.Contains(c)) text[kept++] = c;
        }

        return kept;
    }
}
