namespace Monitor.Sources.PubMed;

/// <summary>
/// Text on its way to an XML reader, without what would make the reader refuse a whole file for nothing: blanks and byte
/// order marks before the declaration, and the characters that XML 1.0 forbids. Holds one small buffer.
/// </summary>
internal sealed class RepairedXml(TextReader inner) : TextReader
{
    private const int HeadLength = 1024;
    private readonly char[] _head = new char[HeadLength];
    private int _headAt;
    private int _headEnd = -1;
    private bool _started;

    /// <summary>The beginning of the text (up to 1,024 characters); reading is not moved by it.</summary>
    public string Head()
    {
        if (_headEnd < 0)
        {
            _headEnd = 0;
            int read;
            while (_headEnd < HeadLength && (read = Filtered(_head, _headEnd, HeadLength - _headEnd)) > 0) _headEnd += read;
        }

        return new string(_head, _headAt, _headEnd - _headAt);
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (_headAt >= _headEnd) return Filtered(buffer, index, count);
        var taken = Math.Min(count, _headEnd - _headAt);
        Array.Copy(_head, _headAt, buffer, index, taken);
        _headAt += taken;
        return taken;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Filtered(char[] buffer, int index, int count)
    {
        while (count > 0)
        {
            var read = inner.Read(buffer, index, count);
            if (read <= 0) return 0;
            var kept = index;
            for (var i = index; i < index + read; i++)
            {
                var c = buffer[i];
                if (!_started && (char.IsWhiteSpace(c) || c == '\ufeff')) continue;
                if (c < ' ' && c is not ('\t' or '\n' or '\r') || c is '\ufffe' or '\uffff') continue;
                _started = true;
                buffer[kept++] = c;
            }

            // A stretch of nothing but dropped characters must not look like the end of the text.
            if (kept > index) return kept - index;
        }

        return 0;
    }
}
