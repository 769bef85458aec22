using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Commands;
using Monitor.Configuration;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Benchmarks;

/// <summary>Bare Kestrel, and the whole program beside it.</summary>
internal static class BenchmarkApps
{
    /// <summary>Answers 304 at <c>/</c> and a line of HTML at <c>/page</c>.</summary>
    public static async Task<WebApplication> BareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", context =>
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = "\"x\"";
            return Task.CompletedTask;
        });
        app.MapGet("/page", () => Results.Text("<!DOCTYPE html><title>x</title>", "text/html"));
        await app.StartAsync();
        return app;
    }

    /// <summary>The whole program with three hundred hits, limits out of the way.</summary>
    public static async Task<WebApplication> MonitorAsync(string data)
    {
        KeyValuePair<string, string>[] options = [new("Data:Directory", data), new("Admin:RequestsPerMinute", "1000000"), new("Http:Contact", "bench@monitor.example")];
        var loaded = ConfigurationLoader.Load(Path.Combine(data, "no-config"), options, new Dictionary<string, string>(), SourceCatalog.KnownNames);
        var app = RunVerb.Build(loaded with { Watches = [new Watch { Name = "w", Title = "W", Query = "x" }] }, TimeProvider.System, "http://127.0.0.1:0", poll: false);
        await app.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        await app.Services.GetRequiredService<Ingest>().CommitAsync(new IngestBatch
        {
            Source = "bench", QueryKey = "bench", Poll = new Poll { Source = "bench", Query = "x", From = now, To = now, Outcome = PollOutcome.Ok },
            Candidates = [.. Enumerable.Range(0, 300).Select(i => new Candidate(
                new Article { Id = $"bench:{i}", Source = "bench", ExternalId = $"{i}", Title = $"Paper {i}", Abstract = string.Join(' ', Enumerable.Repeat("words", 200)) },
                [new WatchMatch("w", [new Match { Watch = "w" }], Quiet: false)]))],
        }, CancellationToken.None);
        await app.StartAsync();
        return app;
    }
}
