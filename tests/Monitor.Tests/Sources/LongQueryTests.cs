using System.Diagnostics;
using System.Globalization;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Monitor.Tests.Watches;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources;

/// <summary>However long a query is, asking it costs little: time, memory, and requests to its source.</summary>
[OnOneStore("nothing is stored")]
public sealed class LongQueryTests(LongQueryTests.Sources sources, ITestOutputHelper output) : IClassFixture<LongQueryTests.Sources>
{
    private const int Drawn = 60;

    public static TheoryData<string, string> Cases() =>
        [.. LongQueries.ByName.Keys.SelectMany(name => Searchable.Select(source => (name, source)))];

    public static TheoryData<string> Names() => [.. Searchable];

    private static readonly string[] Searchable = [.. SourceCatalog.KnownNames.Where(name => name is not ("fda-rss" or "fda-warning-letters" or "fda-letters"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_translated_at_once_and_within_the_budget(string name, string source)
    {
        var (asked, time, bytes) = Asked(source, LongQueries.ByName[name]);
        output.WriteLine($"{LongQueries.ByName[name].Length} characters: {Math.Max(1, asked.Parts.Count)} parts, {asked.LeftOut.Count} left out, {time.TotalMilliseconds:0.0} ms, {bytes / 1e6:0.0} MB; {asked.Refusal}");
        Costs(asked, source, time, bytes, LongQueries.ByName[name].Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawn_query_of_ten_kilobytes_is_too(string source)
    {
        var (slowest, largest, most) = (TimeSpan.Zero, 0L, 0);
        for (var seed = 0; seed < Drawn; seed++)
        {
            var (asked, time, bytes) = Asked(source, new LongQuery(seed).Query.ToString());
            Costs(asked, source, time, bytes, LongQuery.Longest);
            (slowest, largest, most) = (time > slowest ? time : slowest, Math.Max(largest, bytes), Math.Max(most, asked.Parts.Count));
        }

        output.WriteLine($"at most {slowest.TotalMilliseconds:0.0} ms, {largest / 1e6:0.0} MB, {most} parts");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Twice_the_query_is_twice_the_work(string source)
    {
        var (_, _, once) = Asked(source, LongQueries.Groups(1, 1000));
        var (_, _, often) = Asked(source, LongQueries.Groups(1, 4000));
        often.ShouldBeLessThan(once * 8, "four times the words");
    }

    /// <summary>openFDA grants 1,000 requests a day to an address, 120,000 to a key; three endpoints are asked for each part.</summary>
    [Theory]
    [InlineData("every 6h", 8)]
    [InlineData("daily 05:30", 12)]
    [InlineData("hourly", 1)]
    [InlineData("every 1m", 1)]
    [InlineData("weekly mon 06:00", 12)]
    public void The_parts_are_what_the_quota_of_a_day_leaves_for_one_poll(string schedule, int parts)
    {
        var source = sources.Catalog.Get("openfda-enforcement");
        QueryBudget.PartsOf(source, schedule).ShouldBe(parts);
        source.AskFor(Query.Parse(LongQueries.Groups(1, 150)), schedule).Parts.Count.ShouldBeLessThanOrEqualTo(parts);
        QueryBudget.PartsOf(sources.Catalog.Get("pubmed"), schedule).ShouldBe(RequestQuota.MostParts, "no number of requests a day is named");
    }

    [Fact]
    public void The_delivered_watches_are_asked_in_three_parts_at_most()
    {
        foreach (var source in Searchable.Select(sources.Catalog.Get))
        {
            foreach (var watch in Delivered.Watches.Where(w => w.Uses(source.Name) && source.Serves(w)))
            {
                var asked = source.AskFor(WatchQuery.On(watch, source.Notices).Query, watch.Schedule);
                output.WriteLine($"{watch.Name}, {source.Name}: {Math.Max(1, asked.Parts.Count)} {string.Join("; ", asked.LeftOut)}");
                asked.Refusal.ShouldBeNull($"{watch.Name}, {source.Name}");
                asked.Parts.Count.ShouldBeLessThanOrEqualTo(3, $"{watch.Name}, {source.Name}");
            }
        }
    }

    [Fact]
    public void The_widest_list_is_shared_out_and_what_is_short_stands_in_every_part()
    {
        var asked = sources.Catalog.Get("openfda-enforcement").AskFor(Query.Parse($"{LongQueries.Groups(1, 40)} AND (exosome OR exosomes)"));
        asked.Parts.Count.ShouldBeInRange(2, 3);
        asked.Parts.ShouldAllBe(p => p.Text.Contains("exosome") && p.Text.Contains("synonym1of"));
        asked.LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_wide_lists_one_is_asked_and_the_other_is_said_to_be_left_to_the_check()
    {
        var query = Query.Parse("(" + LongQueries.Groups(1, 40) + ") AND (" + string.Join(" OR ", Enumerable.Range(1, 50).Select(i => $"other{i}")) + ")");
        var asked = sources.Catalog.Get("openfda-enforcement").AskFor(query);
        asked.Parts.ShouldAllBe(p => p.Text.Contains("synonym1of") && !p.Text.Contains("other"));
        asked.LeftOut.ShouldHaveSingleItem().ShouldStartWith("other1[tiab] OR other2[tiab]");
        asked.Widened.ShouldContain(w => w.StartsWith("other1[tiab] OR", StringComparison.Ordinal) && w.EndsWith("the query is longer than openFDA takes", StringComparison.Ordinal));
        asked.AsksExactly(new Term("other7", false, false, "tiab")).ShouldBeFalse();
    }

    [Fact]
    public void A_list_that_no_budget_holds_is_refused_by_name_and_number()
    {
        var refusal = sources.Catalog.Get("openfda-enforcement").AskFor(Query.Parse(LongQueries.Groups(1, 5000))).Refusal.ShouldNotBeNull();
        refusal.ShouldStartWith("too long for openFDA, also in 8 requests of 4000 characters");
    }

    private (UpstreamQuery Asked, TimeSpan Time, long Bytes) Asked(string source, string query)
    {
        var from = sources.Catalog.Get(source);
        return Within(() => from.AskFor(Query.Parse(query)));
    }

    /// <summary>Ten kilobytes may take a tenth of a second and 50 MB, a longer text in proportion.</summary>
    private void Costs(UpstreamQuery asked, string source, TimeSpan time, long bytes, int length)
    {
        asked.Parts.Count.ShouldBeLessThanOrEqualTo(QueryBudget.PartsOf(sources.Catalog.Get(source), null));
        var times = Math.Max(1, (double)length / LongQuery.Longest);
        time.ShouldBeLessThan(TimeSpan.FromMilliseconds(100) * times);
        bytes.ShouldBeLessThan((long)(50_000_000 * times));
    }

    /// <summary>What the thread took of a processor, so that it does not matter what else runs; elsewhere than on Linux, what passed.</summary>
    private static TimeSpan Taken() => File.Exists("/proc/thread-self/schedstat")
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1000d)
        : Stopwatch.GetElapsedTime(0);

    /// <summary>The best of three tries counts: the first one compiles. What takes seconds is given up.</summary>
    private static (T Result, TimeSpan Time, long Bytes) Within<T>(Func<T> work)
    {
        Exception? thrown = null;
        var (result, best, least) = (default(T)!, TimeSpan.MaxValue, long.MaxValue); // non-null: set by the first try
        for (var attempt = 0; attempt < 3 && (attempt == 0 || best > TimeSpan.FromMilliseconds(50)); attempt++)
        {
            var thread = new Thread(() =>
            {
                var (before, taken) = (GC.GetAllocatedBytesForCurrentThread(), Taken());
                try
                {
                    result = work();
                }
                catch (Exception ex)
                {
                    thrown = ex;
                }

                taken = Taken() - taken;
                (best, least) = (taken < best ? taken : best, Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before));
            })
            { IsBackground = true };
            thread.Start();
            thread.Join(TimeSpan.FromSeconds(5)).ShouldBeTrue("still at it after 5 seconds");
            if (thrown is not null) throw new InvalidOperationException("thrown", thrown);
        }

        return (result, best, least);
    }

    public sealed class Sources : IAsyncLifetime
    {
        private MonitorApp? _app;

        internal SourceCatalog Catalog => _app!.Get<SourceCatalog>(); // non-null: started before the first test

        public async ValueTask InitializeAsync() => _app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));

        public async ValueTask DisposeAsync() => await _app!.DisposeAsync(); // non-null: started before the first test
    }
}
