using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Commands;
using Monitor.Polling;
using Quartz;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>What the scheduler noted while the clock was ahead.</summary>
public sealed class ScheduleWatchTests
{
    [Fact]
    public async Task A_job_that_was_put_off_for_years_fires_now_and_the_others_as_before()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var services = new ServiceCollection().AddLogging().AddQuartz("watched", quartz => quartz.UseInMemoryStore()).BuildServiceProvider();
        var schedulers = services.GetRequiredKeyedService<ISchedulerFactory>("watched");
        var scheduler = await schedulers.GetScheduler(ct);
        var now = TimeProvider.System.GetUtcNow();
        await ScheduleAsync("late", now.AddYears(2));
        await ScheduleAsync("right", now.AddSeconds(50));
        await new ScheduleWatch(schedulers, null, TimeProvider.System, NullLogger<ScheduleWatch>.Instance).LookAsync(ct);
        (await NextAsync("late")).ShouldBe(now, TimeSpan.FromMinutes(2));
        (await NextAsync("right")).ShouldBe(now.AddSeconds(50), TimeSpan.FromSeconds(1));
        await scheduler.Shutdown(false, ct);

        async Task ScheduleAsync(string name, DateTimeOffset first) => await scheduler.ScheduleJob(
            JobBuilder.Create<PollJob>().WithIdentity(name).Build(),
            TriggerBuilder.Create().WithIdentity(name).StartAt(first).WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()).Build(), cancellationToken: ct);
        async Task<DateTimeOffset> NextAsync(string name) => (await scheduler.GetTrigger(new TriggerKey(name), ct)).ShouldNotBeNull().NextFireTimeUtc.ShouldNotBeNull();
    }
}
