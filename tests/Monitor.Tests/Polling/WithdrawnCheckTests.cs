using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>What a source withdraws without a word is noticed, and told once it is sure.</summary>
[OnEveryStore]
public sealed class WithdrawnCheckTests
{
    [Fact]
    public async Task A_record_that_is_missing_on_two_days_is_told_as_withdrawn_once()
    {
        await using var station = await HoldingAsync();
        var source = (Holding)station.Source;
        source.Gone = ["2"];
        await OnAsync(station, 7);
        (await station.DueAsync()).ShouldNotContain("ann pubmed:2 deleted", "one look is no proof");
        await OnAsync(station, 1);
        (await station.DueAsync()).ShouldContain("ann pubmed:2 deleted");
        await OnAsync(station, 7);
        await OnAsync(station, 1);
        (await station.DueAsync()).Count(d => d.EndsWith("deleted", StringComparison.Ordinal)).ShouldBe(1);
        source.AskedFor.ShouldNotContain("2", "what is known to be gone is not asked for");
        (await station.Store.Polls.ListAsync(null, null, 0, 100, default)).ShouldContain(p => p.Query == "still there? 2");
    }

    [Fact]
    public async Task A_record_that_is_there_again_a_day_later_is_not_told()
    {
        await using var station = await HoldingAsync();
        ((Holding)station.Source).Gone = ["2"];
        await OnAsync(station, 7);
        ((Holding)station.Source).Gone = [];
        await OnAsync(station, 1);
        await OnAsync(station, 7);
        (await station.DueAsync()).ShouldNotContain(d => d.EndsWith("deleted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_lacks_many_is_not_believed_and_one_that_fails_says_nothing()
    {
        await using var station = await HoldingAsync();
        var source = (Holding)station.Source;
        source.Gone = ["1", "2", "3", "4"];
        for (var day = 0; day < 9; day++) await OnAsync(station, 1);
        source.Gone = null;
        for (var day = 0; day < 9; day++) await OnAsync(station, 1);
        (await station.DueAsync()).ShouldNotContain(d => d.EndsWith("deleted", StringComparison.Ordinal));
        (await station.Store.Sources.GetAsync("pubmed", default)).FailingSince.ShouldBeNull("the polls go on");
    }

    [Fact]
    public async Task PubMed_is_asked_for_its_numbers_alone()
    {
        await using var served = await Served.StartAsync();
        var known = (await served.FoundAsync("exosom*[tiab]")).Take(3).ToList();
        known.Count.ShouldBe(3);
        await using var app = await MonitorApp.StartAsync(served.Host.BaseAddress);
        var source = (IRecordHolder)app.Get<SourceCatalog>().Get("pubmed");
        (await source.StillThereAsync([.. known, "12"], default)).ShouldBe(known, ignoreOrder: true);
    }

    /// <summary>Four records, three weeks old.</summary>
    private static async Task<Station> HoldingAsync()
    {
        var station = await Station.NewAsync(new Holding());
        await station.StartAsync();
        await station.PollAsync(StubSource.Found([.. Enumerable.Range(1, 4).Select(n => (Hit)Any.Article($"{n}"))]));
        station.Time.Advance(TimeSpan.FromDays(14));
        await station.PollAsync(new Fetched());
        return station;
    }

    private static async Task OnAsync(Station station, int days)
    {
        station.Time.Advance(TimeSpan.FromDays(days));
        await station.PollAsync(new Fetched());
    }

    private sealed class Holding() : StubSource("pubmed", _ => new Fetched()), IRecordHolder
    {
        /// <summary>Null = it does not answer.</summary>
        public IReadOnlyList<string>? Gone { get; set; } = [];

        public IReadOnlyList<string> AskedFor { get; private set; } = [];

        public Task<IReadOnlyList<string>> StillThereAsync(IReadOnlyList<string> ids, CancellationToken ct)
        {
            AskedFor = ids;
            return Gone is { } gone ? Task.FromResult<IReadOnlyList<string>>([.. ids.Except(gone)]) : throw new SourceException(SourceFailure.Unreachable, "down");
        }
    }
}
