namespace Monitor.Sources.FdaRss;

/// <summary>Registers FDA's feeds as a source.</summary>
internal static class FdaRssServices
{
    public static IServiceCollection AddFdaRss(this IServiceCollection services) => services.AddSingleton<ISource, FdaRssSource>();
}
