using System.Net;
using Microsoft.Extensions.Options;
using Monitor.Delivery;

namespace Monitor.Admin;

/// <summary>
/// Without a token whoever sits at this machine is trusted, and nobody else. What a proxy passes on also comes from loopback:
/// a request that shows signs of one is not trusted, and where the configuration tells of one, no request is.
/// </summary>
internal sealed class LoopbackTrust(IOptions<AdminOptions> admin, IOptions<DeliveryOptions> delivery)
{
    /// <summary>What proxies add besides <c>X-Forwarded-…</c> and <c>X-Original-…</c>.</summary>
    private static readonly string[] Traces =
    [
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "X-Cluster-Client-IP", "X-Azure-ClientIP",
        "X-Envoy-External-Address", "X-ProxyUser-Ip", "X-Scheme", "X-Forwarded", "CDN-Loop",
    ];

    /// <summary>Why nobody is trusted without a token; null = this machine is.</summary>
    public string? Ended { get; } = EndedBy(admin.Value, delivery.Value);

    /// <summary>Why these options end the trust in loopback; null = they do not.</summary>
    public static string? EndedBy(AdminOptions admin, DeliveryOptions delivery) =>
        !NamesLoopback(delivery.PublicUrl.Host) ? $"Delivery:PublicUrl is {delivery.PublicUrl}, so others reach Monitor through a proxy"
        : admin.TrustedProxies.Count > 0 ? "Admin:TrustedProxies names a proxy through which others reach Monitor"
        : null;

    /// <summary>Whether the request comes from this machine itself, under a name of this machine.</summary>
    public bool Holds(HttpContext context) =>
        Ended is null && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && NamesLoopback(context.Request.Host.Host) && !CameThroughProxy(context.Request);

    /// <summary>A page in the reader's browser can reach loopback under a name of its own (DNS rebinding): only loopback's names are served.</summary>
    public static bool NamesLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>By its headers, or by HTTP/1.0: that is how a proxy speaks that was told nothing but where to pass on to, and no browser.</summary>
    private static bool CameThroughProxy(HttpRequest request) =>
        HttpProtocol.IsHttp10(request.Protocol) || HttpProtocol.IsHttp09(request.Protocol)
        || request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
            || Traces.Contains(name, StringComparer.OrdinalIgnoreCase));
}
