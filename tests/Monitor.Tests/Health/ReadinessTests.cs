using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Commands.Demo;
using Monitor.Delivery;
using Monitor.Health;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Health;

/// <summary>"Ready" is said only by a program that does its work: it ticks, it asks, it stores, it mails.</summary>
[OnEveryStore]
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_store_that_takes_no_write_is_503_until_it_does_though_it_answers_every_question()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var database = app.Get<Database>();
        await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("ALTER TABLE write_probe RENAME TO nowhere", transaction: tx), default); // non-null: the transaction is open
        using (var response = await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative)))
        {
            (await MonitorApp.ProblemAsync(response, HttpStatusCode.ServiceUnavailable)).ShouldStartWith("The store takes no write");
            response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromMinutes(1));
        }

        ((int)(await app.JsonAsync("/api/hits"))["total"]!).ShouldBe(0);
        (await app.JsonAsync("/health/live"))["status"]!.ToString().ShouldBe("ok");
        await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("ALTER TABLE nowhere RENAME TO write_probe", transaction: tx), default); // non-null: as above
        ((string?)(await app.JsonAsync("/health/ready"))["status"]).ShouldBe("ok");
    }

    [Fact]
    public async Task A_source_that_nobody_asks_when_it_is_due_has_stopped_and_one_that_fails_has_not()
    {
        var clock = new DemoClock(MonitorApp.Begin.AddDays(2));
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 10 }), clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock);
        var judge = Judge.Of(app);
        (await judge.JudgeAsync(default)).Stopped.ShouldBeEmpty("nothing was asked yet, but it has just begun");
        clock.AdvanceTo(clock.GetUtcNow().AddMinutes(61));
        (await judge.JudgeAsync(default)).Stopped.Count(s => s.Contains("was not asked", StringComparison.Ordinal)).ShouldBe(app.Polled.Count);
        await app.PollNowAsync();
        await app.Get<DeliveryService>().RunDueAsync(default);
        (await judge.JudgeAsync(default)).Stopped.ShouldBeEmpty();

        await simulator.DisposeAsync();
        clock.AdvanceTo(clock.GetUtcNow().AddDays(2));
        await app.PollNowAsync();
        await app.Get<DeliveryService>().RunDueAsync(default);
        var judged = await judge.JudgeAsync(default);
        judged.Stopped.ShouldBeEmpty("they were asked; that they do not answer is their fault");
        judged.Overdue.ShouldContain("pubmed");

        clock.AdvanceTo(clock.GetUtcNow().AddDays(2));
        await app.Get<DeliveryService>().RunDueAsync(default);
        (await judge.JudgeAsync(default)).Stopped.ShouldContain(s => s.StartsWith("pubmed was due at", StringComparison.Ordinal) && s.Contains("was not asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_that_is_due_and_neither_written_nor_tried_has_stopped()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options: ("Email:Transport", "Pickup"));
        var judge = Judge.Of(app);
        await app.Get<DeliveryService>().RunDueAsync(default);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddDays(4));
        MailOf(await judge.JudgeAsync(default)).ShouldHaveSingleItem().ShouldStartWith("Mail was due at");
        await app.Get<DeliveryService>().RunDueAsync(default);
        MailOf(await judge.JudgeAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Mail_that_no_server_has_taken_for_hours_has_stopped_however_often_it_is_tried()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options:
            [("Email:Transport", "Smtp"), ("Email:Host", "127.0.0.1"), ("Email:Port", "9"), ("Email:Security", "None"), ("Email:From", "monitor@monitor.example")]);
        var judge = Judge.Of(app);
        await app.DigestNowAsync();
        MailOf(await judge.JudgeAsync(default)).ShouldBeEmpty();
        for (var i = 0; i < 14; i++)
        {
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(29));
            await app.Get<DeliveryService>().RunDueAsync(default);
        }

        MailOf(await judge.JudgeAsync(default)).ShouldHaveSingleItem().ShouldStartWith("No mail was taken since");
    }

    [Fact]
    public void A_job_that_dies_at_every_tick_or_a_schedule_that_ticks_no_more_has_stopped()
    {
        var time = new JumpingTime(Station.Start);
        var pulse = new JobPulse(new WorkPlan(true, true, TimeSpan.FromMinutes(1)), time, NullLogger<JobPulse>.Instance);
        pulse.Ended("delivery", new InsufficientMemoryException("no room"));
        pulse.Stopped().ShouldBeEmpty("once may be a hiccup");
        time.Advance(TimeSpan.FromMinutes(6));
        pulse.Ended("delivery", new InsufficientMemoryException("still no room"));
        pulse.Stopped().ShouldBe(["The schedule has not ticked for 6 minutes.", "The job \"delivery\" has failed for 6 minutes: still no room"]);
        pulse.Ended("delivery", new OperationCanceledException());
        pulse.Stopped().Count.ShouldBe(2, "a run that was broken off proves nothing");
        pulse.Ended("delivery", null);
        pulse.Stopped().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_schedule_itself_tells_which_job_died()
    {
        await using var quiet = await StubUpstream.SayingAsync("");
        using var folder = new MonitorFolder(quiet.Address);
        var port = FreePort.Next();
        using var worker = LiveProcess.Start("Monitor.dll", folder.Path, "run", "--urls", $"http://127.0.0.1:{port}", "--Polling:Tick", "00:00:01");
        for (var i = 0; i < 600 && !worker.Said.Contains("The job \"delivery\" failed", StringComparison.Ordinal); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            if (i != 50) continue;
            await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
            await database.OpenAsync();
            await database.ExecuteAsync("DROP TABLE message");
        }

        worker.Said.ShouldContain("The job \"delivery\" failed; what is due stays due, and it is tried again at its next tick.");
        worker.Said.Split('\n').Where(l => l.Contains(" fail: ", StringComparison.Ordinal)).ShouldAllBe(l => l.Contains("JobPulse"), "one report of each failure");
    }

    private static IReadOnlyList<string> MailOf(Judgement judged) => [.. judged.Stopped.Where(s => s.Contains("ail was ", StringComparison.Ordinal))];
}
