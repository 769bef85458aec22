namespace Monitor.Sources.PubMed;

/// <summary>Registers PubMed as a source.</summary>
internal static class PubMedServices
{
    public static IServiceCollection AddPubMed(this IServiceCollection services) => services.AddSingleton<ISource, PubMedSource>().AddSingleton<ICitationFinder, PubMedFinder>();
}
