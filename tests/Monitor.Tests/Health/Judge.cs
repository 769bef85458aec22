using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Delivery;
using Monitor.Health;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Health;

/// <summary>The judgement on a process whose work the test plays.</summary>
internal static class Judge
{
    /// <summary>Of a station, which has neither schedule nor mail.</summary>
    public static Readiness Of(Station station)
    {
        var working = new Working(WorkPlan.None, station.Time);
        return new Readiness(
            new JobPulse(working.Plan, station.Time, NullLogger<JobPulse>.Instance), new WriteProbe(station.Store.Database, station.Time),
            new PollingWatch(new SourceCatalog([station.Source]), station.Subscribers, station.Store.Sources, station.Store.Coverage, working),
            new MailWatch(null!, null!, working), station.Time); // non-null: not asked where no mail is sent
    }

    /// <summary>Of the whole program, as if its schedule ran since now.</summary>
    public static Readiness Of(MonitorApp app, JobPulse? pulse = null)
    {
        var working = new Working(new WorkPlan(true, true, null), app.Clock);
        return new Readiness(
            pulse ?? app.Get<JobPulse>(), app.Get<WriteProbe>(),
            new PollingWatch(app.Get<SourceCatalog>(), app.Get<Monitor.Polling.Subscribers>(), app.Get<SourceStateTable>(), app.Get<CoverageTable>(), working),
            new MailWatch(app.Get<DeliveryService>(), app.Get<MessageTable>(), working), app.Clock);
    }
}
