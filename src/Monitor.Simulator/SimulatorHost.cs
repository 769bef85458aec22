using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Monitor.Simulator.Crossref;
using Monitor.Simulator.EuropePmc;
using Monitor.Simulator.Fda;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.OpenFda;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Registry;

namespace Monitor.Simulator;

/// <summary>A request that the simulator answered.</summary>
/// <param name="Time">Simulated time.</param>
/// <param name="Path">Path without parameters.</param>
/// <param name="Status">Status of the answer.</param>
public sealed record RequestSeen(DateTimeOffset Time, string Path, int Status);

/// <summary>Serves a world on loopback, at the paths of the real upstreams. Writes nothing to the console and takes no signals.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RequestSeen> _requests = new();

    private SimulatorHost(WebApplication app, World world)
    {
        _app = app;
        World = world;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40123/</c>; paths are those of the upstreams.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What it serves.</summary>
    public World World { get; }

    /// <summary>All requests answered so far, in order of their answers.</summary>
    public IReadOnlyList<RequestSeen> Requests => [.. _requests];

    /// <summary>Awaited before each answer, which is then that of the instant after it: a slow upstream. Null = none.</summary>
    public Func<string, Task>? Hold { get; set; }

    /// <summary>Told of each request when it arrives, also of one that is never answered: instant, path, and who asks. Null = nobody.</summary>
    public Action<DateTimeOffset, string, string>? Arrived { get; set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="world">What to serve.</param>
    /// <param name="time">Decides what is visible already.</param>
    /// <param name="port">0 = any free one.</param>
    /// <param name="ct">Gives up starting.</param>
    public static async Task<SimulatorHost> StartAsync(World world, TimeProvider time, int port = 0, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(time);
        // The empty builder reads no settings, variables or arguments of the program it lives in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        var host = new SimulatorHost(app, world);
        app.Use((context, next) => host.Handle(context, next, time));
        app.UseRouting();
        new EutilsEndpoints(world, time).Map(app);
        new StudiesEndpoints(world, time).Map(app);
        new OpenFdaEndpoints(world, time).Map(app);
        new WorksEndpoints(world, time).Map(app);
        new FdaEndpoints(world, time).Map(app);
        new LetterEndpoints(world, time).Map(app);
        new NotificationEndpoints(world, time).Map(app);
        new EuropePmcEndpoints(world, time).Map(app);
        app.UseEndpoints(_ => { });
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses; // non-null: Kestrel has it
        host.BaseAddress = new Uri(addresses.First());
        return host;
    }

    /// <summary>Stops at once.</summary>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Handle(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        Arrived?.Invoke(time.GetUtcNow(), context.Request.Path.Value ?? "", context.Request.Headers.UserAgent.ToString());
        if (Hold is { } hold) await hold(context.Request.Path.Value ?? "");
        var now = time.GetUtcNow();
        // Noted before the body leaves, so that a client that has its answer also finds its request here.
        context.Response.OnStarting(() =>
        {
            _requests.Enqueue(new RequestSeen(now, context.Request.Path.Value ?? "", context.Response.StatusCode));
            return Task.CompletedTask;
        });
        var path = context.Request.Path.Value ?? "";
        if (await FaultGate.AnswerAsync(World, now, context.Request) is { } fault) await fault.ExecuteAsync(context);
        else if (RenamedAnswer.Names(World, now, path) is { } names) await RenamedAnswer.SendAsync(context, names, c => next(c));
        else if (FaultGate.Tears(World, now, path)) await TornAnswer.SendAsync(context, c => next(c));
        else await next(context);
    }
}
