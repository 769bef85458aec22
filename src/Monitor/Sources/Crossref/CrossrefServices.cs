namespace Monitor.Sources.Crossref;

/// <summary>Registers Crossref as a source.</summary>
internal static class CrossrefServices
{
    public static IServiceCollection AddCrossref(this IServiceCollection services) => services.AddSingleton<ISource, CrossrefSource>().AddSingleton<ICitationFinder, CrossrefFinder>();
}
