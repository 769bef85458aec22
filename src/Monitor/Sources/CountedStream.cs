namespace Monitor.Sources;

/// <summary>A stream that says how much was read from it, and what came last.</summary>
internal sealed class CountedStream(Stream inner) : Stream
{
    private uint _last;

    /// <summary>Bytes read so far.</summary>
    public long Taken { get; private set; }

    /// <summary>The last four bytes as a number, lowest first: the length that gzip ends with.</summary>
    public uint LastNumber() => _last;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Taken;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Count(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(ReadOnlySpan<byte> read)
    {
        Taken += read.Length;
        foreach (var next in read.Length > 4 ? read[^4..] : read) _last = (_last >> 8) | ((uint)next << 24);
        return read.Length;
    }
}
