namespace Monitor.Sources.FdaRss;

/// <summary>Registers the source; its options are bound from <c>Sources:FdaRss</c>.</summary>
internal static class FdaRssServices
{
    public static IServiceCollection AddFdaRss(this IServiceCollection services)
    {
        services.AddOptions<FdaRssOptions>().BindConfiguration("Sources:FdaRss").ValidateDataAnnotations();
        return services.AddSingleton<ISource, FdaRssSource>();
    }
}
