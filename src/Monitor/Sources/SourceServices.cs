using System.Net;
using System.Text;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.Crossref;
using Monitor.Sources.EuropePmc;
using Monitor.Sources.FdaLetters;
using Monitor.Sources.FdaRss;
using Monitor.Sources.FdaWarningLetters;
using Monitor.Sources.OpenFda;
using Monitor.Sources.PubMed;

namespace Monitor.Sources;

/// <summary>Registers the one HTTP caller and every source: one line each.</summary>
internal static class SourceServices
{
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        // Feeds come in windows-1251 and other code pages.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        services.AddSourceClient();
        services.AddSingleton<SourceCatalog>();
        services.AddPubMed();
        services.AddClinicalTrialsGov();
        services.AddFdaRss();
        services.AddFdaWarningLetters();
        services.AddFdaLetters();
        services.AddOpenFda();
        services.AddEuropePmc();
        services.AddCrossref();
        return services;
    }

    /// <summary>The one HTTP caller alone.</summary>
    public static IServiceCollection AddSourceClient(this IServiceCollection services)
    {
        services.AddHttpClient(SourceClient.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                ConnectTimeout = TimeSpan.FromSeconds(20),
                UseCookies = false,
                // Upstreams are not told how our traces are numbered.
                ActivityHeadersPropagator = null,
            })
            .RemoveAllLoggers();
        services.AddSingleton<HostPacing>();
        services.AddSingleton<SourceClient>();
        return services;
    }
}
