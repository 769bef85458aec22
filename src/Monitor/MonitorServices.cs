using Monitor.Configuration;
using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Health;
using Monitor.Polling;
using Monitor.References;
using Monitor.Sources;
using Monitor.Store;

/// <summary>Composes the program; reads from top to bottom.</summary>
internal static class MonitorServices
{
    /// <summary>All but the web: what every verb needs.</summary>
    public static IServiceCollection AddMonitor(this IServiceCollection services, LoadedConfiguration configuration, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(configuration);
        services.AddMonitorOptions(configuration);
        services.AddSingleton(new Subscribers(configuration.Watches, configuration.Recipients, [.. configuration.Errors.Select(e => e.ToString())]));
        services.AddSingleton(new NamedProducts(configuration.Names));
        services.AddStore();
        services.AddHostSlots(configuration.Values);
        services.AddSources();
        services.AddPolling();
        services.AddReferences();
        services.AddDelivery();
        services.AddHealth();
        return services;
    }

    /// <summary>One line per event on standard error: standard output belongs to what a verb answers.</summary>
    public static ILoggingBuilder AddMonitorLogging(this ILoggingBuilder logging, LogLevel least)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(least);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        // It repeats what a job failed by, which stands in the log already.
        logging.AddFilter("Quartz.Core.JobRunShell", LogLevel.Critical);
        return logging;
    }
}
