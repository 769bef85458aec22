using Monitor.Configuration;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Sources;

namespace Monitor.Commands.Demo;

/// <summary>The demo's configuration: the delivered watches and readers, the simulator as every upstream, and no file of the user's.</summary>
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
        var loaded = Load(overrides);
        if (loaded.Errors.Count > 0) throw new ConfigException(loaded.Errors);
        return loaded with { Watches = Watches, Recipients = recipients ?? Recipients };
    }

    /// <summary>The files as they are delivered, whatever became of them where the program runs.</summary>
    private static LoadedConfiguration Load(IReadOnlyList<KeyValuePair<string, string>> overrides)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-demo-config-");
        try
        {
            foreach (var (name, text) in DemoWatches.Files)
            {
                var path = Path.Combine(folder.FullName, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!); // non-null: below the folder
                File.WriteAllText(path, text);
            }

            return ConfigurationLoader.Load(folder.FullName, overrides, new Dictionary<string, string>(), SourceCatalog.KnownNames);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A store of its own: a play begins by throwing it away.</summary>
    private static string Store(List<KeyValuePair<string, string>> overrides)
    {
        string? Of(string key) => overrides.LastOrDefault(o => o.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
        return "PostgreSql".Equals(Of("Store:Provider"), StringComparison.OrdinalIgnoreCase)
            ? $"{Of("Store:ConnectionString")};Search Path=monitor_demo"
            : Path.Combine(Of("Data:Directory") ?? "data", "demo.db");
    }

    /// <summary>The delivered watches, their known items left out: those are real papers, which no invented world has.</summary>
    public static IReadOnlyList<Watch> Watches { get; } = [.. Load([]).Watches.Select(WithoutKnownItems)];

    /// <summary>The delivered readers.</summary>
    public static IReadOnlyList<Recipient> Recipients { get; } = Load([]).Recipients;

    private static Watch WithoutKnownItems(Watch watch) => watch with { Expect = new Dictionary<string, IReadOnlyList<string>>() };
}
