using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> that comes again within a day is answered as the first time, without acting again.
/// The same key with another question is refused; one that is still being answered, too. Failures are not remembered.
/// </summary>
internal sealed class Idempotency(IdempotencyTable table, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    private const int MaxBody = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <summary>For endpoints whose first parameter is the body.</summary>
    public static ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.TryGetValue(Header, out var given)) return next(context);
        var key = given.ToString();
        return key.Length is < 1 or > 255 || key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? ValueTask.FromResult<object?>(Problems.Bad($"{Header}: 1 to 255 visible ASCII characters"))
            : new ValueTask<object?>(http.RequestServices.GetRequiredService<Idempotency>().OnceAsync(key, context, next));
    }

    private async Task<object?> OnceAsync(string key, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var route = http.GetEndpoint()?.DisplayName ?? http.Request.Path;
        if (!_running.TryAdd(route + "\n" + key, true)) return Problems.Conflict($"{Header}: the first request with it is still being answered");
        try
        {
            var request = Hash(context.Arguments[0], http.Request.Headers.Accept.ToString());
            if (await table.FindAsync(route, key, time.GetUtcNow(), http.RequestAborted) is { } known)
            {
                return known.Request == request ? new Replay(known) : Problems.Unprocessable($"{Header}: it came before with another question");
            }

            if (await next(context) is not IResult result) throw new InvalidOperationException("An endpoint with this filter answers with a result.");
            await RememberAsync(route, key, request, result, http);
            return Results.Empty;
        }
        finally
        {
            _running.TryRemove(route + "\n" + key, out _);
        }
    }

    private async Task RememberAsync(string route, string key, string request, IResult result, HttpContext http)
    {
        var body = http.Response.Body;
        await using var copied = new CopiedStream(body, MaxBody);
        http.Response.Body = copied;
        await result.ExecuteAsync(http);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        http.Response.Body = body;
        if (http.Response.StatusCode is < 200 or > 299 || copied.Copy is not { } whole) return;
        // Answered is answered, whether the caller is still there or not.
        await table.AddAsync(route, key, new RememberedAnswer(request, http.Response.StatusCode, http.Response.ContentType, whole), time.GetUtcNow(), CancellationToken.None);
    }

    private static string Hash(object? body, string accept) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(body)}\n{accept}")));

    private sealed class Replay(RememberedAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.ContentType = answer.ContentType;
            httpContext.Response.Headers["Idempotent-Replayed"] = "true";
            return httpContext.Response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
