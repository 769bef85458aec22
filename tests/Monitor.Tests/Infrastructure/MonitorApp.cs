using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Configuration;
using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Simulator;
using Monitor.Sources;
using Monitor.Store.Sql;
using Shouldly;

namespace Monitor.Tests.Infrastructure;

/// <summary>The whole program in this process: real Kestrel on a free port, a real store of its own (see <see cref="TempStore"/>), a clock that stands still unless somebody waits.</summary>
internal sealed class MonitorApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder;
    private readonly WebApplication _app;

    private MonitorApp(TempFolder folder, WebApplication app, DemoClock clock) => (_folder, _app, Clock) = (folder, app, clock);

    public DemoClock Clock { get; }
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true);
    public IServiceProvider Services => _app.Services;
    public string DatabaseFile => Path.Combine(_folder.Path, "monitor.db");
    public string Outbox => Path.Combine(_folder.Path, "outbox");

    /// <param name="upstream">Serves every source, at the paths of the simulator.</param>
    /// <param name="clock">Starts at <see cref="Begin"/> when null.</param>
    /// <param name="migrate">Whether the store is made first, as the verb <c>run</c> does.</param>
    /// <param name="options">Keys and values that go before the defaults of this class.</param>
    public static async Task<MonitorApp> StartAsync(Uri upstream, DemoClock? clock = null, bool migrate = true, params (string Key, string Value)[] options)
    {
        clock ??= new DemoClock(Begin);
        var folder = new TempFolder();
        if (!options.Any(o => o.Key == "Store:Provider"))
        {
            OnStore.Demand();
            if (TempStore.Usual == "PostgreSql") options = [.. options, ("Store:Provider", "PostgreSql"), ("Store:ConnectionString", await PostgreSqlServer.NewSchemaAsync())];
        }

        var app = RunVerb.Build(Configuration(upstream, folder.Path, options), clock, "http://127.0.0.1:0", poll: false);
        if (migrate) await app.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var started = new MonitorApp(folder, app, clock);
        started.Http.BaseAddress = new Uri(app.Urls.First());
        return started;
    }

    /// <summary>What a user would have written for this upstream: two of the delivered watches, and two readers. Nothing mails at once: what is due stands in digests.</summary>
    public static LoadedConfiguration Configuration(Uri upstream, string data, params (string Key, string Value)[] options)
    {
        var pairs = Upstream(upstream).Append(("Data:Directory", data)).Concat(options).Select(o => KeyValuePair.Create(o.Item1, o.Item2)).ToList();
        var loaded = ConfigurationLoader.Load(Path.Combine(data, "no-config"), pairs, new Dictionary<string, string>(), SourceCatalog.KnownNames);
        loaded.Errors.ShouldBeEmpty();
        return loaded with { Watches = Watches, Recipients = Recipients };
    }

    /// <summary>The first two delivered watches, the one of studies where studies are; nothing mails at once.</summary>
    public static IReadOnlyList<Watch> Watches { get; } =
    [
        .. DemoSetup.Watches.Where(w => w.Name == DemoWatches.ExosomeHair).Select(w => w with
        {
            Sources = [WorldSources.PubMed, WorldSources.ClinicalTrialsGov, WorldSources.EuropePmc, WorldSources.Crossref],
            Title = "Exosomes & hair loss", Baseline = null,
        }),
        .. DemoSetup.Watches.Where(w => w.Name == DemoWatches.ExosomeSafety).Select(w => w with
        {
            Title = "Exosome safety", MayWait = [WaitClasses.Everything],
        }),
    ];

    /// <summary>A question that every searchable source can be asked whole.</summary>
    public const string ShortQuery = "(exosom* OR secretome*) AND (alopecia* OR \"hair loss\" OR \"hair growth\" OR \"hair follicle\" OR \"dermal papilla\")";

    /// <summary>Whether one of these watches is after what the world says.</summary>
    public static bool IsWatched(WorldEvent e) => e.IsNews && Watches.Any(w => w.Uses(e.Source) && e.Watches.Contains(w.Name));

    /// <summary>A reader of studies in Berlin, and one of everything in New York.</summary>
    public static IReadOnlyList<Recipient> Recipients { get; } =
    [
        new Recipient
        {
            Id = "lead", Name = "Research lead", Email = "lead@demo.example", Zone = "Europe/Berlin", Schedule = "weekdays 06:00",
            Watches = [DemoWatches.ExosomeHair],
        },
        new Recipient { Id = "safety", Name = "Safety officer", Email = "safety@demo.example", Zone = "America/New_York", Schedule = "daily 07:00" },
    ];

    /// <summary>The keys that point every source at one upstream.</summary>
    public static IEnumerable<(string Key, string Value)> Upstream(Uri upstream) =>
    [
        ("Http:Contact", "tests@monitor.example"),
        ("Sources:PubMed:BaseUrl", new Uri(upstream, "entrez/eutils/").AbsoluteUri),
        ("Sources:ClinicalTrialsGov:BaseUrl", new Uri(upstream, "api/v2/").AbsoluteUri),
        ("Sources:FdaRss:BaseUrl", upstream.AbsoluteUri),
        ("Sources:FdaRss:Feeds:0", "about-fda/contact-fda/stay-informed/rss-feeds/medwatch/rss.xml"),
        ("Sources:FdaRss:Feeds:1", "about-fda/contact-fda/stay-informed/rss-feeds/press-releases/rss.xml"),
        ("Sources:OpenFdaEnforcement:BaseUrl", upstream.AbsoluteUri),
        ("Sources:OpenFdaEvents:BaseUrl", upstream.AbsoluteUri),
        ("Sources:EuropePmc:Enabled", "false"),
        ("Sources:EuropePmc:BaseUrl", new Uri(upstream, "europepmc/webservices/rest/").AbsoluteUri),
        ("Sources:Crossref:BaseUrl", new Uri(upstream, "crossref/").AbsoluteUri),
        ("Sources:Crossref:Enabled", "false"),
        ("Sources:FdaWarningLetters:BaseUrl", upstream.AbsoluteUri),
        ("Sources:FdaWarningLetters:PagesPerPoll", "200"),
        ("Sources:FdaLetters:BaseUrl", upstream.AbsoluteUri),
        ("Sources:FdaLetters:Lists:0", "vaccines-blood-biologics/enforcement-actions-cber/untitled-letters-example"),
        ("Sources:FdaLetters:Pages:0", "vaccines-blood-biologics/safety-availability-biologics/public-safety-notification-example-products"),
        ("Sources:FdaLetters:Pages:1", "vaccines-blood-biologics/consumers-biologics/consumer-alert-example-products"),
    ];

    /// <summary>Names of the sources that are polled.</summary>
    public IReadOnlyList<string> Polled => [.. Get<SourceCatalog>().Enabled.Select(s => s.Name)];

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public Task<IReadOnlyList<Poll>> PollNowAsync(string? source = null) => Get<PollService>().RunNowAsync(source, null, null, CancellationToken.None);

    public Task<IReadOnlyList<OutMessage>> DigestNowAsync() => Get<DeliveryService>().RunNowAsync(null, evenEmpty: true, CancellationToken.None);

    public Task<Imported> ImportAsync(params string[] files) => Get<ImportRun>().RunAsync(new ImportRequest(files, Watch: null, All: true, Again: true), null, CancellationToken.None);

    /// <summary>The JSON of a route that must answer 200.</summary>
    public async Task<JsonNode> JsonAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return JsonNode.Parse(text)!; // non-null: the API answers no bare null
    }

    /// <summary>The ids of a list, in its order.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(string path) =>
        [.. (await JsonAsync(path))["items"]!.AsArray().Select(i => (string)i!["id"]!)]; // non-null: every list has items, every hit an id

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<JsonNode> PostJsonAsync(string path, string body)
    {
        using var response = await PostAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return JsonNode.Parse(text)!; // non-null: the API answers no bare null
    }

    /// <summary>What a route says that must refuse: problem details of that status.</summary>
    public async Task<string> ProblemAsync(string path, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await ProblemAsync(response, status);
    }

    public static async Task<string> ProblemAsync(HttpResponseMessage response, params HttpStatusCode[] statuses)
    {
        var text = await response.Content.ReadAsStringAsync();
        statuses.ShouldContain(response.StatusCode, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = JsonNode.Parse(text)!; // non-null: problem details are an object
        ((int)problem["status"]!).ShouldBe((int)response.StatusCode);
        return (string?)problem["detail"] ?? (string)problem["title"]!; // non-null: problem details have a title
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
