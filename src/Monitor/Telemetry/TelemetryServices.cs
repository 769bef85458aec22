namespace Monitor.Telemetry;

/// <summary>Registers the export of telemetry, when a collector is configured.</summary>
internal static class TelemetryServices
{
    /// <param name="services">Of the worker.</param>
    /// <param name="values">The configuration.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration values)
    {
        if (string.IsNullOrEmpty(values["Telemetry:Endpoint"])) return services;
        services.AddSingleton<FigureReader>();
        services.AddHostedService<TelemetryExport>();
        return services;
    }
}
