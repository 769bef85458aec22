namespace Monitor.Sources.OpenFda;

/// <summary>Registers the sources of openFDA.</summary>
internal static class OpenFdaServices
{
    public static IServiceCollection AddOpenFda(this IServiceCollection services) =>
        services.AddSingleton<ISource, OpenFdaEnforcementSource>().AddSingleton<ISource, OpenFdaEventsSource>();
}
