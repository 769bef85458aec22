using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>What was stored while the clock was ahead silences nothing once it is right again.</summary>
[OnEveryStore]
public sealed class ClockTests
{
    private const string Later = "1900000000000"; // milliseconds: in 2030

    [Theory]
    [InlineData("UPDATE query_state SET next_due = @later")]
    [InlineData("UPDATE source_state SET next_allowed = @later")]
    [InlineData("UPDATE source_state SET lease_until = @later, lease_owner = 'gone'")]
    [InlineData("UPDATE source_state SET next_allowed = @later, failing_since = @later, last_success = @later, level = 9")]
    public async Task A_source_is_asked_whatever_was_put_off(string change)
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        station.Time.Advance(TimeSpan.FromHours(1));
        await station.Store.RowsAsync<int>(change.Replace("@later", Later, StringComparison.Ordinal) + " RETURNING 1");
        (await station.Polls().RunDueAsync(station.Source, default)).ShouldHaveSingleItem().Outcome.ShouldBe(PollOutcome.Empty);
        (await station.Store.OneAsync<long>($"SELECT count(*) FROM query_state q JOIN source_state s ON s.source = q.source WHERE q.next_due = {Later} OR s.next_allowed = {Later} OR s.lease_until = {Later} OR s.last_success = {Later}")).ShouldBe(0, "it is put right");
        var alarm = (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem();
        alarm.Cause.Kind.ShouldBe(AlarmKind.Clock);
        alarm.Cause.Text.ShouldStartWith("the clock was ahead: ");
    }

    [Theory]
    [InlineData("UPDATE recipient_state SET next_digest = @later")]
    [InlineData("UPDATE recipient_state SET next_digest = @later, first_seen = @later, looked_until = @later, last_message = @later")]
    [InlineData("UPDATE message SET next_attempt = @later WHERE state = 'pending'")]
    [InlineData("UPDATE message SET next_attempt = @later, created = @later, claimed_until = @later, claimed_by = 'gone' WHERE state = 'pending'")]
    [InlineData("UPDATE message SET next_attempt = @later, state = 'given-up' WHERE state = 'pending'")]
    public async Task A_mail_leaves_whatever_was_put_off(string change)
    {
        await using var office = await PostOffice.NewAsync();
        await office.Service().RunDueAsync(default);
        await office.DueAsync(Any.Article());
        if (change.Contains("UPDATE message", StringComparison.Ordinal))
        {
            office.Time.Advance(TimeSpan.FromDays(1));
            await office.Service(new Down()).RunDueAsync(default);
        }

        await office.Store.RowsAsync<int>(change.Replace("@later", Later, StringComparison.Ordinal) + " RETURNING 1");
        office.Time.Advance(TimeSpan.FromMinutes(2));
        await office.Service().RunDueAsync(default);
        (await office.Store.RowsAsync<string>("SELECT kind || ' ' || state FROM message")).ShouldBe(["digest sent"]);
        (await office.Store.Alarms.OpenAsync(default)).Where(a => a.Cause.Kind == AlarmKind.Clock).Concat((await office.Store.Alarms.AllAsync(default)).Where(a => a.Cause.Kind == AlarmKind.Clock))
            .ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_claim_that_lies_hours_ahead_is_over_too()
    {
        await using var office = await PostOffice.NewAsync();
        await office.Service().RunDueAsync(default);
        await office.DueAsync(Any.Article());
        office.Time.Advance(TimeSpan.FromDays(1));
        await office.Service(new Down()).RunDueAsync(default);
        var claim = office.Time.GetUtcNow().AddHours(2).ToUnixTimeMilliseconds();
        await office.Store.RowsAsync<int>($"UPDATE message SET next_attempt = {claim}, claimed_until = {claim}, claimed_by = 'gone' RETURNING 1");
        await office.Service().RunDueAsync(default);
        office.Mails().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_lease_that_lies_hours_ahead_is_over_too()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.Store.RowsAsync<int>($"UPDATE source_state SET lease_until = {station.Time.GetUtcNow().AddHours(2).ToUnixTimeMilliseconds()}, lease_owner = 'gone' RETURNING 1");
        (await station.Polls().RunDueAsync(station.Source, default)).ShouldHaveSingleItem();
    }

    /// <summary>The window of a search ends when it was asked; what was proved by a clock that was ahead is not what came until then.</summary>
    [Fact]
    public async Task What_came_while_a_source_failed_after_the_clock_was_right_again_is_told()
    {
        await using var station = await Station.NewAsync(new StubSource("pubmed", _ => new Fetched()) { Overlap = TimeSpan.Zero });
        await station.StartAsync();
        station.Time.Advance(TimeSpan.FromDays(700));
        await station.Polls().RunDueAsync(station.Source, default);
        station.Time.Advance(TimeSpan.FromDays(-700));
        var entered = station.Time.GetUtcNow().AddHours(3);
        station.Source.Answer = _ => throw new SourceException(SourceFailure.Unreachable, "down");
        for (var i = 0; i < 10; i++)
        {
            await station.Polls().RunDueAsync(station.Source, default);
            station.Time.Advance(TimeSpan.FromHours(1));
        }

        station.Source.Answer = r => r.From <= entered && r.To >= entered ? StubSource.Found(Any.Article()) : new Fetched();
        station.Time.Advance(TimeSpan.FromDays(1));
        await station.Polls().RunDueAsync(station.Source, default);
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new"]);
    }

    [Fact]
    public async Task A_clock_that_stays_wrong_is_told_once_an_hour()
    {
        await using var station = await Station.NewAsync();
        await using var office = PostOffice.Of(station);
        await station.StartAsync();
        for (var minute = 0; minute < 90; minute++)
        {
            await station.Store.RowsAsync<int>($"UPDATE source_state SET last_success = {Later} RETURNING 1");
            station.Time.Advance(TimeSpan.FromMinutes(1));
            await office.Service().RunDueAsync(default);
        }

        (await station.Store.Alarms.AllAsync(default)).Count(a => a.Cause.Kind == AlarmKind.Clock).ShouldBe(2);
    }

    [Fact]
    public async Task The_operator_is_told_once()
    {
        await using var office = await PostOffice.NewAsync();
        office.Operator.Email = "operator@example.org";
        await office.Service().RunDueAsync(default);
        await office.Store.RowsAsync<int>($"UPDATE recipient_state SET next_digest = {Later} RETURNING 1");
        for (var i = 0; i < 5; i++)
        {
            office.Time.Advance(TimeSpan.FromHours(1));
            await office.Service().RunDueAsync(default);
        }

        var mail = (await office.Store.Messages.ListAsync(null, 0, 9, default)).ShouldHaveSingleItem();
        (mail.Kind, mail.State).ShouldBe(("alarm", "sent"));
        mail.Text.ShouldContain("the clock was ahead");
        (await office.Store.Alarms.OpenAsync(default)).ShouldBeEmpty("it is an event");
    }

    [Fact]
    public async Task A_schedule_that_was_changed_counts_at_once_and_is_no_alarm()
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients[0] = office.Recipients[0] with { Schedule = "weekly mon 06:00" };
        await office.Service().RunDueAsync(default);
        office.Time.Set(PostOffice.Start.AddDays(2));
        await office.Service().RunDueAsync(default);
        await office.DueAsync(Any.Article());
        office.Recipients[0] = office.Recipients[0] with { Schedule = "daily 06:00" };
        await office.Service().RunDueAsync(default);
        office.Mails().ShouldBeEmpty("not before the next morning");
        office.Time.Advance(TimeSpan.FromDays(1));
        await office.Service().RunDueAsync(default);
        office.Mails().Length.ShouldBe(1);
        (await office.Store.Alarms.AllAsync(default)).ShouldBeEmpty();
    }

    /// <summary>A clock that is ahead by days or years for an hour, at drawn times, while sources and mail servers fail: within one schedule all runs again, nothing is lost, nothing told twice.</summary>
    [Fact]
    public async Task Whenever_the_clock_was_ahead_all_runs_again_within_one_schedule()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            await using var station = await Station.NewAsync(new StubSource("pubmed", _ => new Fetched()) { Overlap = TimeSpan.FromMinutes(10) });
            await using var office = PostOffice.Of(station);
            var (real, offset, about) = (Station.Start, TimeSpan.Zero, $"seed {seed}");
            var world = new List<(Article Article, DateTimeOffset Entered)>();
            var failing = 0;
            station.Source.Answer = request => random.Next(100) < failing
                ? throw new SourceException((SourceFailure)random.Next(6), "no") { RetryAfter = TimeSpan.FromHours(random.Next(3)) }
                // The upstream's own clock is right: it has nothing of the future.
                : StubSource.Found([.. world.Where(w => w.Entered >= request.From && w.Entered <= request.To).Select(w => w.Article)]);
            // Services live on, as in one process; at times they are made anew, as after a restart.
            var (polls, mail) = (station.Polls(), office.Service());
            async Task Step(TimeSpan by)
            {
                real += by;
                station.Time.Set(real + offset);
                await polls.RunDueAsync(station.Source, default);
                await mail.RunDueAsync(default);
            }

            await Step(TimeSpan.Zero);
            for (var step = 0; step < 60; step++)
            {
                world.Add((Any.Article($"{step + 100}"), real.AddMinutes(1)));
                failing = step < 50 && random.Next(3) == 0 ? 60 : 0;
                if (random.Next(10) == 0)
                {
                    offset = TimeSpan.FromDays(random.Next(3) switch { 0 => random.Next(1, 10), 1 => random.Next(10, 400), _ => random.Next(400, 4000) });
                    about += $", {step}: {offset.TotalDays} days";
                    for (var i = 0; i < 4; i++) await Step(TimeSpan.FromMinutes(15));
                    offset = TimeSpan.Zero;
                }

                if (random.Next(10) == 0) (polls, mail) = (station.Polls(), office.Service());
                await Step(TimeSpan.FromMinutes(random.Next(10, 180)));
            }

            // One schedule: an hour for the searches, a day for the digest. What failed before has its wait.
            failing = 0;
            for (var i = 0; i < 26; i++) await Step(TimeSpan.FromHours(1));
            var asked = station.Source.Asked.Count;
            await Step(TimeSpan.FromMinutes(61));
            station.Source.Asked.Count.ShouldBe(asked + 1, about);
            (await station.DueAsync()).Order().ShouldBe(world.Select(w => $"ann {w.Article.Id} new").Order(), about);
            (await station.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0, about);
            (await station.Store.OneAsync<long>("SELECT count(*) FROM message WHERE state <> 'sent'")).ShouldBe(0, about);
            (await station.Store.OneAsync<long>($"SELECT count(*) FROM coverage WHERE window_to > {real.AddMinutes(1).ToUnixTimeMilliseconds()}")).ShouldBe(0, about);
            (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty(about);
            if (about.Contains("days", StringComparison.Ordinal)) (await station.Store.Alarms.AllAsync(default)).ShouldContain(a => a.Cause.Kind == AlarmKind.Clock, about);
        }
    }

    private sealed class Down : Monitor.Delivery.Email.IMailTransport
    {
        public string About => "nowhere";
        public bool Leaves => true;

        public string Where(OutMessage message) => "nowhere";

        public Task SendAsync(OutMessage message, CancellationToken ct) => throw new Monitor.Delivery.Email.MailException("450 later", Monitor.Delivery.Email.MailFailure.Later);
    }
}
