using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>Two nodes on one store that look at the same instant: what one has done the other does not do again.</summary>
[OnEveryStore]
public sealed class TwoNodesTests
{
    [Fact]
    public async Task A_source_that_was_polled_between_the_look_and_the_lease_is_not_polled_again()
    {
        await using var station = await Station.NewAsync();
        station.Source.Answer = _ => StubSource.Found(Any.Article());
        var first = station.Polls();
        // The second node looks, then the first polls the whole source, then the second gets the lease.
        var between = new Between(() => first.RunDueAsync(station.Source, default));
        (await station.Polls(options: between).RunDueAsync(station.Source, default)).ShouldBeEmpty();
        between.Ran.ShouldBeTrue();
        station.Source.Asked.Count.ShouldBe(1);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM poll")).ShouldBe(1);
        (await station.Store.Sources.GetAsync("pubmed", default)).LeaseOwner.ShouldBeNull();
    }

    [Fact]
    public async Task A_source_that_began_to_back_off_meanwhile_is_left_alone()
    {
        await using var station = await Station.NewAsync();
        station.Source.Answer = _ => throw new SourceException(SourceFailure.Throttled, "too many requests") { RetryAfter = TimeSpan.FromHours(2) };
        var first = station.Polls();
        var between = new Between(() => first.RunDueAsync(station.Source, default));
        (await station.Polls(options: between).RunDueAsync(station.Source, default)).ShouldBeEmpty();
        between.Ran.ShouldBeTrue();
        station.Source.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_digest_whose_time_has_come_to_both_is_composed_once_even_when_it_says_nothing_new(string provider)
    {
        await using var office = await PostOffice.NewAsync(provider);
        office.Recipients[0] = office.Recipients[0] with { Empty = "send" };
        await office.Service().RunDueAsync(default);
        for (var day = 0; day < 4; day++)
        {
            office.Time.Advance(TimeSpan.FromDays(1));
            if (day % 2 == 0) await office.DueAsync(Any.Article($"{day}"));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.Service().RunDueAsync(default))));
        }

        (await office.Store.OneAsync<int>("SELECT count(*) FROM message WHERE kind = 'digest'")).ShouldBe(4);
        office.Mails().Length.ShouldBe(4);
        (await office.Store.OneAsync<int>("SELECT count(*) FROM message WHERE state <> 'sent' OR claimed_by IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_an_attempt_that_took_longer_than_its_claim_changes_nothing()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article());
        var slow = new Overtaken();
        slow.Meanwhile = async () =>
        {
            // The claim runs out while the server dawdles, and another node hands the message over.
            office.Time.Advance(TimeSpan.FromHours(1));
            (await office.Outbox().SendDueAsync(default)).ShouldBe(1);
        };
        var message = (await office.Service(slow).RunNowAsync(null, evenEmpty: false, default)).Single();
        var stored = await office.Store.Messages.FindAsync(message.Id, default);
        stored.ShouldNotBeNull().State.ShouldBe("sent");
        stored.Error.ShouldBeNull();
        office.Time.Advance(TimeSpan.FromDays(1));
        (await office.Outbox().SendDueAsync(default)).ShouldBe(0);
        (await office.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
    }

    /// <summary>A server that takes too long, and then does not take it.</summary>
    private sealed class Overtaken : IMailTransport
    {
        public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

        public string About => "nowhere";

        public bool Leaves => true;

        public string Where(OutMessage message) => "nowhere";

        public async Task SendAsync(OutMessage message, CancellationToken ct)
        {
            await Meanwhile();
            throw new MailException("450 later", MailFailure.Later);
        }
    }

    /// <summary>Lets something happen when it is asked, before the lease is taken, how long that is to run.</summary>
    private sealed class Between(Func<Task> then) : IOptions<PollingOptions>
    {
        public bool Ran { get; private set; }

        public PollingOptions Value
        {
            get
            {
                if (!Ran) Task.Run(then).GetAwaiter().GetResult();
                Ran = true;
                return new PollingOptions();
            }
        }
    }
}
