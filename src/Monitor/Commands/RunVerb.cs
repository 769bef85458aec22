using System.CommandLine;
using Microsoft.Extensions.Options;
using Monitor.Admin;
using Monitor.Configuration;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Telemetry;

namespace Monitor.Commands;

/// <summary><c>run</c>, the default: the worker on its schedule, API, feeds and health.</summary>
internal static class RunVerb
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static Option<string> Urls { get; } = new("--urls") { Description = "Addresses to listen on, separated by ;", DefaultValueFactory = _ => DefaultUrl };

    public static Command Command(CommandLine line)
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on, separated by ;", DefaultValueFactory = _ => DefaultUrl };
        var command = new Command("run", "Watch: poll on schedule, send mail, serve API and feeds (default)") { urls };
        command.SetAction((result, ct) => RunAsync(line, result.GetValue(urls), ct));
        return command;
    }

    public static async Task<int> RunAsync(CommandLine line, string? urls, CancellationToken ct)
    {
        // The command line listens for SIGTERM once this method returns to it for the first time: let that be before all else.
        await Task.Yield();
        var configuration = VerbHost.Load(line);
        await using var app = Build(configuration, TimeProvider.System, urls ?? DefaultUrl, poll: true);
        await app.Services.GetRequiredService<Database>().MigrateAsync(ct);
        Notes(app);
        await ServeAsync(app, ct);
        return 0;
    }

    /// <summary>Until the program is told to stop; that is no failure while it is still starting, either.</summary>
    public static async Task ServeAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Nothing was begun.
        }
    }

    /// <summary>The whole program, not started.</summary>
    /// <param name="configuration">Without errors.</param>
    /// <param name="time">The clock of everything but I/O time-outs.</param>
    /// <param name="urls">Addresses, separated by semicolons.</param>
    /// <param name="poll">Whether the schedule runs; without it the program only serves what is stored.</param>
    /// <exception cref="UsageException">Others can reach it, themselves or through a proxy, and there is no admin token.</exception>
    public static WebApplication Build(LoadedConfiguration configuration, TimeProvider time, string urls, bool poll)
    {
        configuration = ServedAt.Public(configuration, urls);
        // Without the first the host watches the whole working folder for changed settings, and wakes at every write to the
        // database in it. Without the second a variable of the environment makes it believe what everybody says of his address.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false", "--ForwardedHeaders_Enabled=false"] });
        builder.Logging.AddMonitorLogging(poll ? LogLevel.Information : LogLevel.Warning);
        builder.WebHost.UseUrls([.. Addresses(urls, configuration)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limits.Apply(kestrel.Limits, configuration.Values.GetSection("Admin").Get<AdminOptions>() ?? new AdminOptions());
        });
        builder.Services.AddMonitor(configuration, time);
        builder.Services.AddAdmin();
        builder.Services.AddTelemetry(configuration.Values, PublicPath.Of(Delivery(configuration).PublicUrl));
        builder.Services.AddServiceManager();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        if (poll) builder.Services.AddSchedule(configuration);
        var app = builder.Build();
        app.MapMonitor();
        return app;
    }

    private static DeliveryOptions Delivery(LoadedConfiguration configuration) =>
        configuration.Values.GetSection("Delivery").Get<DeliveryOptions>() ?? new DeliveryOptions();

    private static IReadOnlyList<string> Addresses(string urls, LoadedConfiguration configuration)
    {
        var given = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (given.FirstOrDefault(a => !BoundAddresses.IsOne(a)) is { } wrong) throw new UsageException($"--urls: not an http address: {wrong}");
        var admin = configuration.Values.GetSection("Admin").Get<AdminOptions>() ?? new AdminOptions();
        if (SecretToken.Read(admin.Token, admin.TokenFile) is not null) return given;
        if (LoopbackTrust.EndedBy(admin, Delivery(configuration)) is { } ended)
        {
            throw new UsageException($"{ended}: configure Admin:TokenFile (or Admin:Token), and Admin:FeedTokenFile for feed readers.");
        }

        var bound = BoundAddresses.OnLoopback(given, out var open);
        return open is null ? bound : throw new UsageException($"{open} is reachable from outside: configure Admin:TokenFile (or Admin:Token), or listen on 127.0.0.1.");
    }

    /// <summary>Says in the log what is watched, and what an operator should know.</summary>
    public static void Notes(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Monitor");
        var configuration = app.Services.GetRequiredService<LoadedConfiguration>();
        var transport = app.Services.GetRequiredService<IMailTransport>();
        log.LogInformation("Watching {Watches} for {Recipients}; mail goes to {Outbox}.",
            string.Join(", ", configuration.Watches.Select(w => w.Name)), string.Join(", ", configuration.Recipients.Select(r => r.Id)), transport.About);
        if (!transport.Leaves) log.LogWarning("NO MAIL LEAVES THIS MACHINE: Email:Transport is Pickup, which writes {Outbox}. Set Email:Transport to Smtp, and Email:Host.", transport.About);
        else if (app.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.PublicUrl.IsLoopback)
        {
            log.LogWarning("Delivery:PublicUrl is on this machine: links in mails, also those to unsubscribe, lead their readers nowhere. Set it to the address under which they reach Monitor; mail programs want https.");
        }

        if (app.Services.GetRequiredService<LoopbackTrust>().Ended is not null && app.Services.GetRequiredService<IOptions<AdminOptions>>().Value.TrustedProxies.Count == 0)
        {
            log.LogWarning("Admin:TrustedProxies is not set: whoever comes through the proxy counts as one caller, and one who guesses tokens locks out all. Set it to the proxy's address.");
        }

        if (string.IsNullOrEmpty(app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.Contact))
        {
            log.LogWarning("Http:Contact is not set: upstreams cannot reach you, so Monitor keeps to the slowest spacing. Set it to your e-mail address.");
        }

        foreach (var never in NeverAsked.Of(app.Services.GetRequiredService<SourceCatalog>().Enabled, configuration.Watches).Where(n => n.IsError))
        {
            log.LogWarning("{Never}: {Advice}.", never, never.Advice);
        }

        if (configuration.Watches.Count == 0) log.LogWarning("No watch is configured: nothing is looked for.");
    }
}
