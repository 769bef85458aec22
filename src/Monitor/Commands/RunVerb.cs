using System.CommandLine;
using Microsoft.Extensions.Options;
using Monitor.Admin;
using Monitor.Configuration;
using Monitor.Delivery;
using Monitor.Delivery.Email;
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
    /// <exception cref="UsageException">An address other than loopback without an admin token.</exception>
    public static WebApplication Build(LoadedConfiguration configuration, TimeProvider time, string urls, bool poll)
    {
        // Without this the host watches the whole working folder for changed settings, and wakes at every write to the database in it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.AddMonitorLogging(poll ? LogLevel.Information : LogLevel.Warning);
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.FirstOrDefault(a => !Binds(a)) is { } wrong) throw new UsageException($"--urls: not an http address: {wrong}");
        builder.WebHost.UseUrls(addresses);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limits.Apply(kestrel.Limits, configuration.Values.GetSection("Admin").Get<AdminOptions>() ?? new AdminOptions());
        });
        builder.Services.AddMonitor(configuration, time);
        builder.Services.AddAdmin();
        builder.Services.AddTelemetry(configuration.Values);
        builder.Services.AddServiceManager();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        if (poll) builder.Services.AddSchedule(configuration);
        var app = builder.Build();
        if (!app.Services.GetRequiredService<AdminToken>().IsSet && AdminToken.NotLoopback(addresses).FirstOrDefault() is { } open)
        {
            throw new UsageException($"{open} is reachable from outside: configure Admin:TokenFile (or Admin:Token), or listen on 127.0.0.1.");
        }

        app.MapMonitor();
        return app;
    }

    /// <summary>As Kestrel reads addresses; no certificate is configured anywhere, so https would only fail later.</summary>
    private static bool Binds(string address) =>
        Uri.TryCreate(address.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.Scheme == "http";

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

        if (string.IsNullOrEmpty(app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.Contact))
        {
            log.LogWarning("Http:Contact is not set: upstreams cannot reach you, so Monitor keeps to the slowest spacing. Set it to your e-mail address.");
        }

        if (configuration.Watches.Count == 0) log.LogWarning("No watch is configured: nothing is looked for.");
    }
}
