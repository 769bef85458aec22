using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>The registry merges two registrations: one number is kept, the other becomes its alias.</summary>
[OnEveryStore]
public sealed class RenumberedTests
{
    private static readonly Trial Old = Any.Trial("NCT00000001", "Exosomes for hair") with { Published = new PartialDate(2026, 11, 22) };
    private static readonly Trial Other = Any.Trial("NCT00000002", "Exosomes for hair, part two") with { Published = new PartialDate(2026, 11, 22) };

    [Fact]
    public async Task A_trial_under_a_new_number_is_the_same_hit_and_is_told_as_a_change()
    {
        await using var station = await NewAsync();
        await station.PollAsync(Found(Old));
        var renumbered = Old with { Id = "clinicaltrials.gov:NCT00000002", ExternalId = "NCT00000002", RegistryId = "NCT00000002", Aliases = ["NCT00000001"] };
        var poll = await station.PollAsync(Found(renumbered));
        (poll.New, poll.Changed).ShouldBe((0, 1));
        (await station.PollAsync(Found(renumbered))).Known.ShouldBe(1);
        (await station.Store.RowsAsync<string>("SELECT id FROM hit_index")).ShouldBe(["clinicaltrials.gov:NCT00000001"]);
        (await station.DueAsync()).ShouldBe(["ann clinicaltrials.gov:NCT00000001 new", "ann clinicaltrials.gov:NCT00000001 updated"]);
    }

    [Fact]
    public async Task Two_known_trials_that_become_one_are_told_once()
    {
        await using var station = await NewAsync();
        await station.PollAsync(Found(Old, Other));
        for (var i = 0; i < 2; i++) await station.PollAsync(Found(Other with { Aliases = ["NCT00000001"] }));
        (await station.DueAsync()).ShouldBe(["ann clinicaltrials.gov:NCT00000001 new", "ann clinicaltrials.gov:NCT00000002 new", "ann clinicaltrials.gov:NCT00000001 deleted"], ignoreOrder: true);
        (await station.Store.OneAsync<string>("SELECT changes FROM revision WHERE type = 'deleted'")).ShouldContain("NCT00000002");
    }

    [Fact]
    public async Task A_number_that_is_only_named_merges_nothing()
    {
        await using var station = await NewAsync();
        await station.PollAsync(Found(Old));
        // An extension study names the number of the study before it among its secondary ids.
        (await station.PollAsync(Found(Other with { OtherIds = ["NCT00000001"] }))).New.ShouldBe(1);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM hit_index")).ShouldBe(2);
    }

    private static async Task<Station> NewAsync()
    {
        var station = await Station.NewAsync(new StubSource("clinicaltrials.gov", _ => new Monitor.Sources.Fetched()));
        await station.StartAsync();
        return station;
    }
}
