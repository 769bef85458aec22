namespace Monitor.Configuration;

/// <summary>Makes the options available to everything that asks for them.</summary>
internal static class MonitorOptions
{
    /// <summary>Binds every class of the catalog.</summary>
    public static IServiceCollection AddMonitorOptions(this IServiceCollection services, LoadedConfiguration loaded)
    {
        foreach (var section in OptionsCatalog.Sections) section.AddTo(services, loaded.Values);
        return services;
    }
}
