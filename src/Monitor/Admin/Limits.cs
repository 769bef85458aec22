using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>How much one caller may ask for, and how slowly. Health is never limited.</summary>
internal static class Limits
{
    /// <summary>Name of the policy of routes that ask the upstreams.</summary>
    public const string Upstream = "upstream";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(context =>
            context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase)
                ? RateLimitPartition.GetFixedWindowLimiter(ClientAddress.Of(context), _ => PerMinute(Options(context).RequestsPerMinute))
                : RateLimitPartition.GetNoLimiter(-1));
        limiter.AddPolicy(Upstream, context => RateLimitPartition.GetFixedWindowLimiter("", _ => PerMinute(Options(context).QueriesPerMinute)));
        limiter.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(
            rejected.HttpContext, "Too many requests in this minute: see Admin:RequestsPerMinute and Admin:QueriesPerMinute.",
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window));
    });

    /// <summary>Problem details with the time to wait.</summary>
    public static Task RefuseAsync(HttpContext context, string detail, TimeSpan wait)
    {
        Wait(context, wait);
        return Problem(detail).ExecuteAsync(context);
    }

    public static ProblemHttpResult Problem(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests");

    /// <summary>Says when to come again.</summary>
    public static void Wait(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Callers that send or read a byte now and then must not hold connections.</summary>
    public static void Apply(KestrelServerLimits limits, AdminOptions options)
    {
        limits.MaxRequestBodySize = 1024 * 1024;
        limits.RequestHeadersTimeout = options.SlowClientTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(240, options.SlowClientTimeout);
        limits.MinResponseDataRate = new MinDataRate(240, options.SlowClientTimeout);
        limits.MaxConcurrentConnections = 1000;
    }

    private static AdminOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<AdminOptions>>().Value;

    private static FixedWindowRateLimiterOptions PerMinute(int requests) => new() { PermitLimit = requests, Window = Window, QueueLimit = 0 };
}
