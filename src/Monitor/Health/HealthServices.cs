using Quartz;

namespace Monitor.Health;

/// <summary>Registers the judgement on whether Monitor works, and the heartbeat that rests on it.</summary>
internal static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton(WorkPlan.None);
        services.AddSingleton<Working>();
        services.AddSingleton<JobPulse>();
        services.AddSingleton<WriteProbe>();
        services.AddSingleton<PollingWatch>();
        services.AddSingleton<MailWatch>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<Heartbeat>();
        return services;
    }

    public static void AddHeartbeatJob(this IQuartzBuilder quartz, TimeSpan every) =>
        quartz.ScheduleJob<HeartbeatJob>(
            trigger => trigger.WithIdentity("heartbeat").StartNow()
                .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity("heartbeat"));
}
