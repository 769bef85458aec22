using System.Net;
using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>What a caller's credentials are worth.</summary>
internal enum Pass
{
    Allowed,

    /// <summary>None were given, or the caller is not on this machine.</summary>
    Missing,

    /// <summary>Some were given, and they are wrong: a slip, or a guess.</summary>
    Wrong,
}

/// <summary>The token rule: with a token configured every route of the API wants it; without one only loopback is served.</summary>
internal sealed class AdminToken(IOptions<AdminOptions> options)
{
    private readonly SecretToken? _expected = SecretToken.Read(options.Value.Token, options.Value.TokenFile);

    public bool IsSet => _expected is not null;

    /// <summary>Whether the request may pass; compares in constant time.</summary>
    public Pass Check(HttpContext context)
    {
        if (_expected is null) return FromLoopback(context) && NamesLoopback(context.Request.Host.Host) ? Pass.Allowed : Pass.Missing;
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0) return Pass.Missing;
        return Bearer(header) is { } given && _expected.Is(given) ? Pass.Allowed : Pass.Wrong;
    }

    /// <summary>The token of a header <c>Bearer TOKEN</c>; null when it is no such header.</summary>
    internal static string? Bearer(string header) => header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    internal static bool FromLoopback(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    /// <summary>A page in the reader's browser can reach loopback under a name of its own (DNS rebinding): only loopback's names are served.</summary>
    internal static bool NamesLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Addresses other than loopback among those to bind.</summary>
    public static IEnumerable<string> NotLoopback(IEnumerable<string> urls) =>
        urls.Where(url => !Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            || !(uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));
}
