using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>A file that several threads read, of which one is slow, fails, or is no longer wanted.</summary>
public sealed class PubMedSideBySideTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_slow_thread_holds_up_no_other_and_changes_no_order()
    {
        using var later = new ManualResetEventSlim();
        var waited = false;
        var read = PubMedXml.Read(new MemoryStream(Set(5_000)), 2, item =>
        {
            var number = Number(item);
            if (number == 300) later.Set();
            if (number == 1) waited = later.Wait(Long);
            return number;
        }).ToList();
        waited.ShouldBeTrue("a later batch was read while the first was held up");
        read.ShouldBe(Enumerable.Range(1, 5_000));
    }

    [Fact]
    public void A_tear_that_is_met_early_comes_after_what_stood_before_it()
    {
        using var end = new ManualResetEventSlim();
        var read = new List<int>();
        var torn = Set(350)[..300_000];
        var failure = Should.Throw<SourceException>(() => Collect(PubMedXml.Read(new Watched(torn, end), 2, item =>
        {
            if (Number(item) == 1) end.Wait(Long).ShouldBeTrue("the tear was met while the first batch was held up");
            return Number(item);
        }), read));
        read.Count.ShouldBeGreaterThan(200);
        read.ShouldBe(Enumerable.Range(1, read.Count));
        failure.Message.ShouldContain($"after {read.Count} whole elements");
    }

    [Fact]
    public void A_failure_of_one_thread_is_told_in_its_turn_and_ends_the_reading()
    {
        var read = new List<int>();
        Should.Throw<UnreachableException>(() => Collect(PubMedXml.Read(new MemoryStream(Set(5_000)), 3,
            item => Number(item) is var number and not 2_000 ? number : throw new UnreachableException()), read));
        read.Count.ShouldBeInRange(1_000, 1_999);
        read.ShouldBe(Enumerable.Range(1, read.Count));
    }

    [Fact]
    public void Whoever_stops_early_leaves_no_thread_behind()
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var asking = Thread.CurrentThread;
        var others = new ConcurrentDictionary<Thread, bool>();
        var stopped = false;
        var late = 0;
        var items = PubMedXml.Read(new MemoryStream(Set(5_000)), 2, item =>
        {
            if (Volatile.Read(ref stopped)) Interlocked.Increment(ref late);
            // Behind the first batch, which the asking thread waits for.
            if (Thread.CurrentThread != asking && Number(item) >= 300 && others.TryAdd(Thread.CurrentThread, true))
            {
                started.Set();
                release.Wait(Long).ShouldBeTrue();
            }

            return Number(item);
        }).GetEnumerator();
        items.MoveNext().ShouldBeTrue();
        started.Wait(Long, TestContext.Current.CancellationToken).ShouldBeTrue();
        release.Set();
        items.Dispose();
        Volatile.Write(ref stopped, true);
        others.Keys.Single().Join(Long).ShouldBeTrue();
        late.ShouldBe(0, "items read after the end");
    }

    private static void Collect(IEnumerable<int> from, List<int> to)
    {
        foreach (var number in from) to.Add(number);
    }

    private static int Number(PubMedItem item) =>
        int.Parse(item.ShouldBeOfType<PubMedRead>().Record.Document.ExternalId, CultureInfo.InvariantCulture);

    /// <summary>Of about a kilobyte each: some hundred are a batch.</summary>
    private static byte[] Set(int records)
    {
        var article = $"<Article><ArticleTitle>{new string('x', 1_000)}</ArticleTitle></Article>";
        var all = Enumerable.Range(1, records)
            .Select(i => $"<PubmedArticle><MedlineCitation><PMID>{i}</PMID>{article}</MedlineCitation></PubmedArticle>");
        return Encoding.UTF8.GetBytes($"<PubmedArticleSet>{string.Concat(all)}</PubmedArticleSet>");
    }

    /// <summary>Says when it has been read to its end.</summary>
    private sealed class Watched(byte[] content, ManualResetEventSlim end) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            if (read == 0) end.Set();
            return read;
        }
    }
}
