using Monitor.Configuration;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Sources;

namespace Monitor.Commands.Demo;

/// <summary>The demo's configuration: no files, the simulator as every upstream, two watches, two readers in two zones.</summary>
internal static class DemoSetup
{
    public const string Domain = "demo.example";

    /// <param name="line">Keys given besides.</param>
    /// <param name="simulator">Every upstream.</param>
    /// <param name="recipients">In place of the two readers; null = those.</param>
    public static LoadedConfiguration Configuration(CommandLine line, Uri simulator, IReadOnlyList<Recipient>? recipients = null)
    {
        var overrides = new List<KeyValuePair<string, string>>
        {
            new("Http:Contact", $"demo@{Domain}"),
            // On loopback; what never ends is waited for on the real clock.
            new("Http:Timeout", "00:00:05"),
            new("Email:From", $"Monitor demo <monitor@{Domain}>"),
            new("Sources:PubMed:BaseUrl", new Uri(simulator, "entrez/eutils/").AbsoluteUri),
            new("Sources:ClinicalTrialsGov:BaseUrl", new Uri(simulator, "api/v2/").AbsoluteUri),
            new("Sources:FdaRss:BaseUrl", simulator.AbsoluteUri),
            new("Sources:FdaRss:Feeds:0", "about-fda/contact-fda/stay-informed/rss-feeds/medwatch/rss.xml"),
            new("Sources:FdaRss:Feeds:1", "about-fda/contact-fda/stay-informed/rss-feeds/press-releases/rss.xml"),
            new("Sources:FdaRss:Feeds:2", "about-fda/contact-fda/stay-informed/rss-feeds/biologics/rss.xml"),
            new("Sources:OpenFdaEnforcement:BaseUrl", simulator.AbsoluteUri),
            new("Sources:OpenFdaEvents:BaseUrl", simulator.AbsoluteUri),
            new("Sources:EuropePmc:BaseUrl", new Uri(simulator, "europepmc/webservices/rest/").AbsoluteUri),
            new("Sources:Crossref:BaseUrl", new Uri(simulator, "crossref/").AbsoluteUri),
            new("Sources:FdaWarningLetters:BaseUrl", simulator.AbsoluteUri),
            new("Sources:FdaLetters:BaseUrl", simulator.AbsoluteUri),
            new("Sources:FdaLetters:Lists:0", "vaccines-blood-biologics/enforcement-actions-cber/untitled-letters-example"),
            new("Sources:FdaLetters:Pages:0", "vaccines-blood-biologics/safety-availability-biologics/public-safety-notification-example-products"),
            new("Sources:FdaLetters:Pages:1", "vaccines-blood-biologics/consumers-biologics/consumer-alert-example-products"),
        };
        overrides.AddRange(line.Overrides);
        overrides.Add(new("Store:ConnectionString", Store(overrides)));
        var none = Path.Combine(Path.GetTempPath(), "monitor-demo-has-no-configuration-folder");
        var loaded = ConfigurationLoader.Load(none, overrides, new Dictionary<string, string>(), SourceCatalog.KnownNames);
        if (loaded.Errors.Count > 0) throw new ConfigException(loaded.Errors);
        return loaded with { Watches = Watches, Recipients = recipients ?? Recipients };
    }

    /// <summary>A store of its own: a play begins by throwing it away.</summary>
    private static string Store(List<KeyValuePair<string, string>> overrides)
    {
        string? Of(string key) => overrides.LastOrDefault(o => o.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
        return "PostgreSql".Equals(Of("Store:Provider"), StringComparison.OrdinalIgnoreCase)
            ? $"{Of("Store:ConnectionString")};Search Path=monitor_demo"
            : Path.Combine(Of("Data:Directory") ?? "data", "demo.db");
    }

    public static IReadOnlyList<Watch> Watches { get; } =
    [
        new Watch
        {
            Name = DemoWatches.ExosomeHair, Title = "Exosomes & hair loss", Kind = "studies",
            Query = DemoWatches.ExosomeHairQuery, Sources = DemoWatches.ExosomeHairSources,
        },
        new Watch
        {
            Name = DemoWatches.ExosomeNotices, Title = "Exosome safety", Kind = "safety",
            Query = DemoWatches.ExosomeNoticesQuery, NoticeQuery = DemoWatches.ExosomeNoticesNoticeQuery, Sources = DemoWatches.ExosomeNoticesSources,
        },
    ];

    public static IReadOnlyList<Recipient> Recipients { get; } =
    [
        new Recipient
        {
            Id = "lead", Name = "Research lead", Email = "lead@demo.example", Zone = "Europe/Berlin", Schedule = "weekdays 06:00",
            Watches = [DemoWatches.ExosomeHair],
        },
        new Recipient { Id = "safety", Name = "Safety officer", Email = "safety@demo.example", Zone = "America/New_York", Schedule = "daily 07:00" },
    ];
}
