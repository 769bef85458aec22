using System.Buffers;
using System.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// The elements of a batch on their way to an XML reader, without what would make the reader refuse one for nothing: the
/// characters that XML 1.0 forbids.
/// </summary>
internal sealed class PubMedBatchText(PubMedBatch batch, int first, int frames) : TextReader
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c).Except(['\t', '\n', '\r']), '\ufffe', '\uffff']);

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly int _last = first + frames;
    private int _frame = first;
    private int _at;

    /// <summary>A text without them.</summary>
    public static string Repaired(string text) =>
        text.AsSpan().ContainsAny(Forbidden) ? string.Concat(text.Where(c => !Forbidden.Contains(c))) : text;

    public override int Read(char[] buffer, int index, int count)
    {
        var to = buffer.AsSpan(index, count);
        while (_frame < _last)
        {
            var from = batch.Of(batch.Frames[_frame])[_at..];
            _decoder.Convert(from, to, flush: true, out var used, out var written, out _);
            _at += used;
            if (used == from.Length) (_frame, _at) = (_frame + 1, 0);
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
