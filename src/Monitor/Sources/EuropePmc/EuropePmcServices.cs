namespace Monitor.Sources.EuropePmc;

/// <summary>Registers Europe PMC as a source.</summary>
internal static class EuropePmcServices
{
    public static IServiceCollection AddEuropePmc(this IServiceCollection services) => services
        .AddSingleton<EuropePmcSource>()
        .AddSingleton<ISource>(s => s.GetRequiredService<EuropePmcSource>())
        .AddSingleton<ICitationFinder>(s => s.GetRequiredService<EuropePmcSource>());
}
