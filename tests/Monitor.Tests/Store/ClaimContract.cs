using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Of several processes that see a message due one has it, for as long as it says so.</summary>
public abstract class ClaimContract(string provider)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = Now.AddMinutes(5);

    [Fact]
    public async Task One_of_two_gets_a_message_and_the_other_takes_it_over_when_the_claim_has_run_out()
    {
        await using var store = await FilledAsync();
        var seen = await DueAsync(store, Now);
        (await store.Messages.ClaimAsync(seen, "a", Until, default)).ShouldBeTrue();
        (await store.Messages.ClaimAsync(seen, "b", Until, default)).ShouldBeFalse("seen before it was taken");
        (await store.Messages.DueAsync(Until.AddMilliseconds(-1), default)).ShouldBeEmpty();
        (await store.Messages.ClaimedByOthersAsync("b", Now, default)).ShouldBe(1);
        (await store.Messages.ClaimedByOthersAsync("a", Now, default)).ShouldBe(0);
        var again = await DueAsync(store, Until);
        again.Id.ShouldBe(seen.Id, "the same Message-ID");
        (await store.Messages.ClaimAsync(again, "b", Until.AddMinutes(5), default)).ShouldBeTrue();
        (await store.Database.WriteAsync(tx => MessageTable.IsHeldAsync(tx, again), default)).ShouldBeTrue();
        (await store.Database.WriteAsync(tx => MessageTable.IsHeldAsync(tx, seen), default)).ShouldBeFalse("whoever was too slow has nothing to say");
        await store.Messages.GiveBackAsync(seen, "a", default);
        (await store.Messages.DueAsync(Until, default)).ShouldBeEmpty("nor anything to give back");
    }

    [Fact]
    public async Task What_is_given_back_is_due_at_once_as_if_nobody_had_tried()
    {
        await using var store = await FilledAsync();
        var seen = await DueAsync(store, Now);
        await store.Messages.ClaimAsync(seen, "a", Until, default);
        await store.Messages.GiveBackAsync(seen, "b", default); // another's is left alone
        (await store.Messages.DueAsync(Now, default)).ShouldBeEmpty();
        await store.Messages.GiveBackAsync(seen, "a", default);
        var back = await DueAsync(store, Now);
        (back.Attempts, back.NextAttempt).ShouldBe((seen.Attempts, seen.NextAttempt));
        (await store.Messages.ClaimAsync(back, "b", Until, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_resend_asked_for_by_hand_leaves_what_is_under_way_to_whoever_has_it()
    {
        await using var store = await FilledAsync();
        var seen = await DueAsync(store, Now);
        await store.Messages.ClaimAsync(seen, "a", Until, default);
        (await store.Messages.AgainAsync(seen.Id, Now, default)).ShouldBeTrue();
        (await store.Messages.DueAsync(Now, default)).ShouldBeEmpty();
        (await store.Messages.AgainAsync(seen.Id, Until, default)).ShouldBeTrue();
        await DueAsync(store, Until);
    }

    [Fact]
    public async Task A_claim_by_the_program_of_the_schema_before_is_respected()
    {
        await using var store = await FilledAsync();
        var seen = await DueAsync(store, Now);
        // What that program does: it knows nothing of claimed_by.
        await store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, // non-null: the transaction is open
            "UPDATE message SET attempts = attempts + 1, next_attempt = @until WHERE id = @Id", new { seen.Id, until = Until.Ms() }, tx), default);
        (await store.Messages.ClaimAsync(seen, "b", Until, default)).ShouldBeFalse();
        (await store.Messages.DueAsync(Now, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_that_claim_at_once_share_the_messages_without_one_twice()
    {
        await using var store = await FilledAsync(20);
        var seen = await store.Messages.DueAsync(Now, default);
        using var other = store.Again();
        MessageTable[] nodes = [store.Messages, new MessageTable(other)];
        var got = await Task.WhenAll(seen.SelectMany(m => Enumerable.Range(0, 4).Select(async n => await nodes[n % 2].ClaimAsync(m, $"node{n}", Until, default) ? m.Id : null)));
        got.OfType<string>().Order(StringComparer.Ordinal).ShouldBe(seen.Select(m => m.Id).Order(StringComparer.Ordinal));
    }

    private protected async Task<TempStore> FilledAsync(int messages = 1)
    {
        var store = await TempStore.NewAsync(provider);
        await store.Database.WriteAsync(async tx =>
        {
            for (var i = 0; i < messages; i++)
            {
                await MessageTable.AddAsync(tx, new OutMessage
                {
                    Id = $"m{i}@monitor.example", Recipient = "ann", Address = "ann@monitor.example", Kind = "digest", Subject = "s", Text = "t", Html = "h", Created = Now, NextAttempt = Now,
                }, []);
            }
        }, default);
        return store;
    }

    private protected static async Task<OutMessage> DueAsync(TempStore store, DateTimeOffset at) => (await store.Messages.DueAsync(at, default)).ShouldHaveSingleItem();
}

public sealed class SqliteClaimTests() : ClaimContract("Sqlite");

public sealed class PostgreSqlClaimTests() : ClaimContract("PostgreSql")
{
    [Fact]
    public async Task A_claim_waits_neither_for_the_writes_nor_for_whoever_has_the_row()
    {
        await using var store = await FilledAsync(2);
        using var other = store.Again();
        var seen = await store.Messages.DueAsync(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), default);
        await store.Database.WriteAsync(async tx =>
        {
            await MessageTable.SetAsync(tx, seen[0].Id, "held", 0, seen[0].NextAttempt, null, null);
            // In the middle of that write, from another process.
            var claims = new MessageTable(other);
            (await claims.ClaimAsync(seen[0], "b", seen[0].NextAttempt.AddMinutes(5), default)).ShouldBeFalse();
            (await claims.ClaimAsync(seen[1], "b", seen[1].NextAttempt.AddMinutes(5), default)).ShouldBeTrue();
        }, default).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
    }
}
