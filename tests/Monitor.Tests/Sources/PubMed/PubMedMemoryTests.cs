using System.Text;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Runs alone: it measures the memory of the whole process.</summary>
[Collection(Alone.Name)]
public sealed class PubMedMemoryTests
{
    [Fact]
    public void Memory_is_that_of_one_record()
    {
        var record = Encoding.UTF8.GetBytes($"<PubmedArticle><MedlineCitation><PMID Version=\"1\">1</PMID><Article><ArticleTitle>{new string('x', 20_000)}</ArticleTitle></Article></MedlineCitation></PubmedArticle>");
        using var endless = new RepeatingStream("<PubmedArticleSet>"u8.ToArray(), record, "</PubmedArticleSet>"u8.ToArray(), times: 2_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        var count = 0;
        foreach (var _ in PubMedXml.Read(endless))
        {
            if (++count % 500 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }

        count.ShouldBe(2_000);
        (peak - before).ShouldBeLessThan(15_000_000, "40 MB of XML went through");
    }

    private sealed class RepeatingStream(byte[] head, byte[] part, byte[] tail, int times) : Stream
    {
        private int _index;
        private int _at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var current = _index == 0 ? head : _index <= times ? part : tail;
            if (_at == current.Length)
            {
                if (_index > times) return 0;
                _index++;
                _at = 0;
                return Read(buffer, offset, count);
            }

            var taken = Math.Min(count, current.Length - _at);
            Array.Copy(current, _at, buffer, offset, taken);
            _at += taken;
            return taken;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
