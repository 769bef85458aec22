using Monitor.Polling.Events;
using Monitor.Polling.Reports;
using Monitor.Polling.Studies;
using Quartz;

namespace Monitor.Polling;

/// <summary>Registers polling, and Quartz as its clock: one job per source, each asking the store what is due.</summary>
internal static class PollingServices
{
    public static IServiceCollection AddPolling(this IServiceCollection services)
    {
        services.AddSingleton<Ingest>();
        services.AddSingleton<PollRun>();
        services.AddSingleton<WatchChanges>();
        services.AddSingleton<ExpectCheck>();
        services.AddSingleton<WithdrawnCheck>();
        services.AddSingleton<PollTimes>();
        services.AddSingleton<PollService>();
        services.AddSingleton<OnDemandQuery>();
        services.AddSingleton<OnDemandKept>();
        services.AddSingleton<OnDemandReports>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<Retag>();
        services.AddSingleton<EventRefresh>();
        services.AddSingleton<ReportRefresh>();
        services.AddSingleton<Restudy>();
        services.AddSingleton<ReportDecisions>();
        return services;
    }

    /// <summary>At the start, and now and then where that failed.</summary>
    public static void AddRefreshJob(this IQuartzBuilder quartz) =>
        quartz.ScheduleJob<RefreshJob>(
            trigger => trigger.WithIdentity("refresh").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromHours(6)).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity("refresh"));

    /// <summary>A job per source at each tick; whether there is work is a question to the store, so a restart loses nothing.</summary>
    public static void AddPollJobs(this IQuartzBuilder quartz, IEnumerable<string> sources, TimeSpan tick)
    {
        foreach (var source in sources)
        {
            quartz.ScheduleJob<PollJob>(
                trigger => trigger.WithIdentity($"poll {source}").StartNow()
                    .WithSimpleSchedule(s => s.WithInterval(tick).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
                job => job.WithIdentity($"poll {source}").UsingJobData(PollJob.SourceKey, source));
        }
    }
}
