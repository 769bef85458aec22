using System.Buffers;
using System.Text;
using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Cuts a PubmedArticleSet into batches of whole elements. Holds one buffer, as large as the largest record if that is
/// larger than a batch.
/// </summary>
internal sealed class PubMedFrames : IDisposable
{
    public const string Asked = "a PubmedArticleSet";

    /// <summary>Records together below this length are read by one XML reader.</summary>
    private const int BatchLength = 128 * 1024;

    /// <summary>No element of PubMed comes near it.</summary>
    private const int LongestElement = 32 * 1024 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BatchLength);
    private int _at;
    private int _end;
    private long _before;
    private long _elements;
    private bool _eof;
    private bool _inside = true;
    private Exception? _failure;
    private IReadOnlyDictionary<string, string> _namespaces = new Dictionary<string, string>();

    /// <summary>Reads as far as the start of the set.</summary>
    /// <param name="stream">The XML, decompressed; stays open.</param>
    /// <exception cref="SourceException">It is no PubmedArticleSet.</exception>
    public PubMedFrames(Stream stream)
    {
        _stream = stream;
        Fill();
        SkipBlanks();
        Root();
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>The next elements; null after the end of the file.</summary>
    /// <exception cref="SourceException">The file ends before its end, or cannot be read on; all whole elements before that were given.</exception>
    public PubMedBatch? Next()
    {
        // Not sooner: whoever unpacks a batch reads it, while it lies in the cache of his core.
        if (!_eof && _end < _buffer.Length) Fill();
        var frames = new List<PubMedFrame>();
        while (true)
        {
            while (_inside && Take() is { } frame)
            {
                _elements++;
                frames.Add(frame);
            }

            if (frames.Count > 0) return Cut(frames);
            if (!_inside && AtEnd()) return _failure is null ? null : throw Broken(_failure.Message);
            if (_eof) throw Broken(_failure?.Message ?? "the file ends before its end");
            Fill();
        }
    }

    /// <summary>The element that begins next; null when it does not stand in the buffer to its end, or the set has ended.</summary>
    private PubMedFrame? Take()
    {
        SkipMisc();
        var text = _buffer.AsSpan(_at.._end);
        if (text.Length < 2) return null;
        var full = text.Length >= LongestElement;
        var (length, kind) = char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'_' or (byte)':' or >= 0x80
            ? PubMedMarks.Element(text, last: _eof || full)
            : (PubMedMarks.Tag(text), PubMedFrameKind.Stray);
        if (length == PubMedMarks.More && full) throw Broken($"an element is longer than {LongestElement / 1024 / 1024} MB");
        if (length == PubMedMarks.More) return null;
        var frame = new PubMedFrame(_at, length, kind);
        _at += length;
        _inside = !(text.StartsWith("</"u8) && PubMedMarks.Name(text).SequenceEqual("PubmedArticleSet"u8));
        return _inside ? frame : null;
    }

    /// <summary>Whether nothing is left behind the set.</summary>
    private bool AtEnd()
    {
        SkipMisc();
        if (_at == _end) return _eof;
        var text = _buffer.AsSpan(_at.._end);
        if (text[0] != '<' || PubMedMarks.Hidden(text) == 0) throw Broken("something stands behind the end of the set");
        return false;
    }

    /// <summary>Hands the buffer on; what stands behind the last whole element begins the next one.</summary>
    private PubMedBatch Cut(List<PubMedFrame> frames)
    {
        var full = _buffer;
        var rest = _end - _at;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BatchLength, rest));
        full.AsSpan(_at, rest).CopyTo(_buffer);
        (_before, _at, _end) = (_before + _at, 0, rest);
        return new PubMedBatch(full, frames, _namespaces);
    }

    private void Fill()
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at.._end).CopyTo(_buffer);
            (_before, _at, _end) = (_before + _at, 0, _end - _at);
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        try
        {
            while (_end < _buffer.Length && !_eof)
            {
                var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
                _end += read;
                _eof = read == 0;
            }
        }
        catch (Exception ex) when (ex is InvalidDataException or IOException)
        {
            // What came before the break is whole and counts.
            (_failure, _eof) = (ex, true);
        }
    }

    /// <summary>Text between elements says nothing; comments and instructions neither.</summary>
    private void SkipMisc()
    {
        while (true)
        {
            var hit = _buffer.AsSpan(_at.._end).IndexOf((byte)'<');
            if (_inside) _at = hit < 0 ? _end : _at + hit;
            else SkipBlanks();
            var hidden = PubMedMarks.Hidden(_buffer.AsSpan(_at.._end));
            if (hidden <= 0) return;
            _at += hidden;
        }
    }

    private void SkipBlanks()
    {
        while (_at < _end && (_buffer[_at] <= ' ' || _buffer.AsSpan(_at.._end).StartsWith("\uFEFF"u8))) _at += _buffer[_at] <= ' ' ? 1 : 3;
    }

    private void Root()
    {
        var start = _at;
        var text = _buffer.AsSpan(_at.._end);
        _inside = false;
        SkipMisc();
        if (_buffer.AsSpan(_at.._end).StartsWith("<!DOCTYPE"u8)) SkipDoctype();
        SkipMisc();
        _inside = true;
        var root = _buffer.AsSpan(_at.._end);
        var tag = PubMedMarks.Name(root).SequenceEqual("PubmedArticleSet"u8) ? PubMedMarks.Tag(root) : PubMedMarks.More;
        if (tag == PubMedMarks.More) throw Refused(text);
        _namespaces = Namespaces(Encoding.UTF8.GetString(root[..tag]));
        _inside = root[tag - 2] != '/';
        _at += tag;
    }

    private void SkipDoctype()
    {
        var text = _buffer.AsSpan(_at.._end);
        var tag = PubMedMarks.Doctype(text);
        if (tag == PubMedMarks.More) return;
        // Entities that a file declares itself are not resolved; without them its records would be read wrongly.
        if (text[tag - 1] == '[') throw new SourceException(SourceFailure.Malformed, $"a DTD of its own in place of {Asked}");
        _at += tag;
    }

    private SourceException Refused(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 && _failure is not null) return Broken(_failure.Message);
        var head = PubMedElementText.Repaired(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 1024)]));
        if (PubMedAnswer.NotXml(head, Asked) is { } other) return other;
        try
        {
            using var reader = XmlReader.Create(new StringReader(PubMedElementText.Repaired(Encoding.UTF8.GetString(text))), PubMedRecordsXml.Settings(ConformanceLevel.Document));
            reader.MoveToContent();
            return PubMedAnswer.WrongRoot(reader, Asked);
        }
        catch (XmlException ex)
        {
            return Broken(ex.Message, ex);
        }
    }

    private Dictionary<string, string> Namespaces(string tag)
    {
        var declared = new Dictionary<string, string>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(tag.TrimEnd('>').TrimEnd('/') + "/>"), PubMedRecordsXml.Settings(ConformanceLevel.Fragment));
            reader.Read();
            while (reader.MoveToNextAttribute())
            {
                if (reader.Name == "xmlns") declared[""] = reader.Value;
                else if (reader.Prefix == "xmlns") declared[reader.LocalName] = reader.Value;
            }
        }
        catch (XmlException ex)
        {
            throw Broken(ex.Message, ex);
        }

        return declared;
    }

    private SourceException Broken(string what, Exception? inner = null) => new(SourceFailure.Malformed,
        $"broken XML in place of {Asked}: {what} (after {_elements} whole elements and {_before + _end} bytes of XML)", inner ?? _failure);
}
