using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Tests.Infrastructure;

/// <summary>An upstream on loopback, whose answers are a function; for processes and hosts that need a real address.</summary>
internal sealed class StubUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _asked = new();

    private StubUpstream(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Paths asked for, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public static async Task<StubUpstream> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubUpstream(builder.Build());
        stub._app.Run(context =>
        {
            stub._asked.Enqueue(context.Request.Path);
            return answer(context);
        });
        await stub._app.StartAsync();
        stub.Address = new Uri(stub._app.Urls.First());
        return stub;
    }

    /// <summary>One that takes a request and never answers it.</summary>
    public static Task<StubUpstream> SilentAsync() =>
        StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

    public static Task<StubUpstream> SayingAsync(string body, string type = "text/html", int status = 200) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
