using Monitor.Configuration;
using Monitor.Delivery;
using Monitor.Health;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;
using Npgsql;
using Quartz;

namespace Monitor.Commands;

/// <summary>
/// The worker's clock: jobs at each tick, each of which asks the store what is due. Alone in memory; on PostgreSQL the nodes
/// share one clock, so that each tick is run by one of them. Nothing rests on that but the load: leases, fences and claims do.
/// </summary>
internal static class RunSchedule
{
    private const string Name = "monitor";

    /// <summary>A node that falls silent is believed dead after both: its jobs are then fired by others.</summary>
    private static readonly TimeSpan Checkin = TimeSpan.FromSeconds(2), Silence = TimeSpan.FromSeconds(5);

    public static void AddSchedule(this IServiceCollection services, LoadedConfiguration configuration)
    {
        var polling = configuration.Values.GetSection("Polling").Get<PollingOptions>() ?? new PollingOptions();
        var keeper = configuration.Values.GetSection("Operator").Get<OperatorOptions>() ?? new OperatorOptions();
        // A node that does not poll has a clock of its own: what others share would give it their polls.
        var shared = StoreServices.IsShared(configuration.Values) && polling.Enabled;
        // Named, because what a scheduler without a name is given becomes everybody's: so would its clock.
        services.AddQuartz(Name, quartz =>
        {
            if (shared) quartz.UseSharedClock(configuration);
            else quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(10);
            // All work here may be broken off: what it held is given back then, and is not waited for until it runs out.
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.AddJobListener(provider => provider.GetRequiredService<JobPulse>());
            if (polling.Enabled) quartz.AddPollJobs(SourceCatalog.KnownNames, polling.Tick);
            quartz.AddDeliveryJob(polling.Tick);
            quartz.AddRefreshJob();
            if (!string.IsNullOrEmpty(keeper.HeartbeatUrl)) quartz.AddHeartbeatJob(keeper.HeartbeatEvery);
            quartz.ScheduleJob<HousekeepingJob>(
                trigger => trigger.WithIdentity("housekeeping").StartNow()
                    .WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromHours(6)).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
                job => job.WithIdentity("housekeeping"));
        });
        services.AddSingleton(new WorkPlan(polling.Enabled, Mails: true, shared ? null : polling.Tick));
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.AddHostedService(provider => new ScheduleWatch(
            provider.GetRequiredKeyedService<ISchedulerFactory>(Name), shared ? provider.GetRequiredService<ClockTable>() : null,
            shared ? TimeProvider.System : provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ScheduleWatch>>()));
        if (!shared) return;
        string[] kept = [.. SourceCatalog.KnownNames.Select(s => $"poll {s}"), "delivery", "refresh", "housekeeping", .. string.IsNullOrEmpty(keeper.HeartbeatUrl) ? (string[])[] : ["heartbeat"]];
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<StaleTriggers>(provider, provider.GetRequiredKeyedService<ISchedulerFactory>(Name), new HashSet<string>(kept, StringComparer.Ordinal)));
    }

    private static void UseSharedClock(this IQuartzBuilder quartz, LoadedConfiguration configuration)
    {
        using var database = (PostgreSqlDatabase)StoreServices.Open(new DataOptions(), configuration.Values.GetSection("Store").Get<StoreOptions>() ?? new StoreOptions());
        var connection = database.ConnectionString;
        // No instance id is given: it would be taken literally, and two nodes of the same id both fire. Processes check in and fall silent on the real clock, whatever time the sources live in.
        quartz.UseTimeProvider(TimeProvider.System);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connection);
            store.UseSystemTextJsonSerializer();
            store.ConfigureStore(ado => ado.StoreJobDataAsStrings = true);
            store.ProvisionSchema();
            store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (Checkin, Silence));
        });
    }
}
