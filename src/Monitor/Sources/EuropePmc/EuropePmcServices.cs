namespace Monitor.Sources.EuropePmc;

/// <summary>Registers Europe PMC as a source.</summary>
internal static class EuropePmcServices
{
    public static IServiceCollection AddEuropePmc(this IServiceCollection services) => services.AddSingleton<ISource, EuropePmcSource>();
}
