using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Revisions, coverage, payloads and quarantine.</summary>
public abstract class LedgerContract(string provider)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Revision_numbers_have_no_gap_even_after_a_commit_that_failed()
    {
        await using var store = await TempStore.NewAsync(provider);
        Task Append(int count, bool fail) => store.Database.WriteAsync(async tx =>
        {
            await RevisionTable.AppendAsync(tx, [.. Enumerable.Range(0, count).Select(_ => new Revision { HitId = "h", Type = RevisionType.New, At = Now })], 1, _ => false);
            if (fail) throw new InvalidOperationException();
        }, default);
        await Append(2, fail: false);
        await Should.ThrowAsync<InvalidOperationException>(() => Append(3, fail: true));
        await Append(2, fail: false);
        (await store.RowsAsync<long>("SELECT seq FROM revision ORDER BY seq")).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Writers_side_by_side_share_one_row_of_numbers()
    {
        await using var store = await TempStore.NewAsync(provider);
        var databases = Enumerable.Range(0, 3).Select(_ => store.Again()).ToList();
        await Task.WhenAll(databases.Select(d => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await d.WriteAsync(tx => RevisionTable.AppendAsync(tx, [new Revision { HitId = "h", Type = RevisionType.New, At = Now }], 1, _ => false), default);
            }
        })));
        databases.ForEach(d => d.Dispose());
        (await store.RowsAsync<long>("SELECT seq FROM revision ORDER BY seq")).ShouldBe(Enumerable.Range(1, 30).Select(n => (long)n));
    }

    [Fact]
    public async Task A_pair_is_due_once()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.Database.WriteAsync(tx => RevisionTable.AddDueAsync(tx, [new("ann", 1, "hair"), new("ann", 1, "safety"), new("bob", 1, "hair")], Now), default);
        await store.Database.WriteAsync(tx => RevisionTable.AddDueAsync(tx, [new("ann", 1, "hair")], Now), default);
        (await store.RowsAsync<string>("SELECT recipient || ' ' || watch FROM due ORDER BY 1")).ShouldBe(["ann hair", "bob hair"]);
    }

    [Fact]
    public async Task Covered_windows_are_the_union_of_what_was_added()
    {
        await using var store = await TempStore.NewAsync(provider);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var key = $"key {seed}";
            var minutes = new HashSet<int>();
            await store.Database.WriteAsync(async tx =>
            {
                for (var i = 0; i < 12; i++)
                {
                    var from = random.Next(0, 100);
                    var to = from + random.Next(1, 12);
                    minutes.UnionWith(Enumerable.Range(from, to - from));
                    await CoverageTable.AddAsync(tx, "s", key, new TimeWindow(Now.AddMinutes(from), Now.AddMinutes(to)));
                }
            }, default);
            var windows = await store.Coverage.OfAsync("s", key, default);
            windows.SelectMany(w => Enumerable.Range((int)(w.From - Now).TotalMinutes, (int)(w.To - w.From).TotalMinutes)).ShouldBe(minutes.Order(), $"seed {seed}");
            windows.Zip(windows.Skip(1)).ShouldAllBe(p => p.First.To < p.Second.From);
        }
    }

    [Fact]
    public async Task Coverage_of_one_query_says_nothing_about_another()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.Database.WriteAsync(tx => CoverageTable.AddAsync(tx, "s", "k", new TimeWindow(Now, Now.AddDays(1))), default);
        (await store.Coverage.OfAsync("s", "other", default)).ShouldBeEmpty();
        (await store.Coverage.OfAsync("other", "k", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_is_kept_whole_and_once_and_counts_as_received_again()
    {
        await using var store = await TempStore.NewAsync(provider);
        var content = Enumerable.Range(0, 100_000).Select(n => (byte)(n * n)).ToArray();
        await KeepAsync(store, "h", content, Now);
        await KeepAsync(store, "h", content, Now.AddDays(3));
        (await store.Payloads.ReadAsync("h", default)).ShouldBe(content);
        (await store.OneAsync<long>("SELECT received FROM payload")).ShouldBe(Now.AddDays(3).ToUnixTimeMilliseconds());
        (await store.Payloads.ReadAsync("none", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Answers_are_forgotten_by_age_and_then_by_size_oldest_first()
    {
        await using var store = await TempStore.NewAsync(provider);
        for (var day = 0; day < 6; day++)
        {
            var noise = new byte[1000];
            new Random(day).NextBytes(noise);
            await KeepAsync(store, $"h{day}", noise, Now.AddDays(day));
        }

        await store.Database.WriteAsync(tx => PayloadTable.ForgetAsync(tx, Now.AddDays(2), long.MaxValue), default);
        (await store.RowsAsync<string>("SELECT hash FROM payload ORDER BY hash")).ShouldBe(["h2", "h3", "h4", "h5"]);
        await store.Database.WriteAsync(tx => PayloadTable.ForgetAsync(tx, Now, 2500), default); // each takes a little over 1,000
        (await store.RowsAsync<string>("SELECT hash FROM payload ORDER BY hash")).ShouldBe(["h4", "h5"]);
    }

    [Fact]
    public async Task An_unreadable_record_is_kept_whole_and_once()
    {
        await using var store = await TempStore.NewAsync(provider);
        Task Quarantine(string source, DateTimeOffset at) => store.Database.WriteAsync(tx => PollTable.QuarantineAsync(tx,
            [new QuarantineRow(source, "7", "no title", "hash", "<raw>한</raw>", 1, at, at)]), default);
        await Quarantine("pubmed", Now);
        await Quarantine("pubmed", Now.AddDays(1));
        await Quarantine("fda-rss", Now);
        var kept = await store.Polls.QuarantinedAsync(0, 10, default);
        kept.Count.ShouldBe(2);
        kept[1].ShouldBe(new QuarantineRow("pubmed", "7", "no title", "hash", "<raw>한</raw>", 1, Now, Now.AddDays(1)));
    }

    [Fact]
    public async Task A_line_of_the_ledger_comes_back_as_it_was()
    {
        await using var store = await TempStore.NewAsync(provider);
        var poll = new Poll
        {
            Source = "pubmed", Watch = "hair", Query = "hair[tiab]", From = Now.AddDays(-1), To = Now, Outcome = PollOutcome.Blocked, New = 1, Changed = 2,
            Known = 3, Duplicates = 4, Unmatched = 5, Quarantined = 6, Error = "e", Started = Now, Finished = Now.AddSeconds(1), Quiet = true,
        };
        var id = await store.Database.WriteAsync(tx => PollTable.AddAsync(tx, poll with { Widened = ["w"] }, "k", ["p", "p"]), default);
        var read = (await store.Polls.ListAsync(null, null, 0, 10, default)).Single();
        read.Widened.ShouldBe(["w"]);
        (read with { Widened = poll.Widened }).ShouldBe(poll with { Id = id });
        read.Retrieved.ShouldBe(21);
        (await store.Polls.BetweenAsync(Now, Now.AddSeconds(1), default)).Count.ShouldBe(1);
        (await store.Polls.BetweenAsync(Now.AddSeconds(1), Now.AddSeconds(2), default)).ShouldBeEmpty();
        (await store.RowsAsync<string>("SELECT hash FROM poll_payload")).ShouldBe(["p"]);
    }

    private static Task KeepAsync(TempStore store, string hash, byte[] content, DateTimeOffset at) =>
        store.Database.WriteAsync(tx => PayloadTable.KeepAsync(tx, hash, "https://x", "text/plain", content, at), default);
}
