using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>The token rule: with a token configured every route of the API wants it; without one only loopback is served.</summary>
internal sealed class AdminToken(IOptions<AdminOptions> options)
{
    private readonly byte[]? _expected = Read(options.Value) is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

    public bool IsSet => _expected is not null;

    /// <summary>Whether the request may pass; compares in constant time.</summary>
    public bool Allows(HttpContext context)
    {
        if (_expected is null) return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && NamesLoopback(context.Request.Host.Host);
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..].Trim())), _expected);
    }

    /// <summary>A page in the reader's browser can reach loopback under a name of its own (DNS rebinding): only loopback's names are served.</summary>
    private static bool NamesLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Addresses other than loopback among those to bind.</summary>
    public static IEnumerable<string> NotLoopback(IEnumerable<string> urls) =>
        urls.Where(url => !Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            || !(uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));

    private static string? Read(AdminOptions options)
    {
        var token = options.TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : options.Token;
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
