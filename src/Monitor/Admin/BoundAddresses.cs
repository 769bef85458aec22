using System.Net;
using System.Net.Sockets;

namespace Monitor.Admin;

/// <summary>Where the server listens. Any name but <c>localhost</c> it would take for every address of the machine.</summary>
internal static class BoundAddresses
{
    /// <summary>Whether it is an address as the server reads them; no certificate is configured anywhere, so https would only fail later.</summary>
    public static bool IsOne(string url) =>
        Read(url) is { Host.Length: > 0 } address && address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out _);

    /// <summary>
    /// The same addresses, for who has no token: a name becomes the loopback addresses that it stands for.
    /// </summary>
    /// <param name="urls">Each of them is one (<see cref="IsOne"/>).</param>
    /// <param name="open">The first that others can reach, or that stands for nothing; null = there is none.</param>
    public static IReadOnlyList<string> OnLoopback(IEnumerable<string> urls, out string? open)
    {
        open = null;
        var bound = new List<string>();
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            if (LoopbackTrust.NamesLoopback(address.Host))
            {
                bound.Add(url);
                continue;
            }

            var known = Resolve(address);
            if (known.Length == 0 || !known.All(IPAddress.IsLoopback)) open ??= url;
            bound.AddRange(known.Select(ip => $"http://{(ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : ip)}:{address.Port}"));
        }

        return bound;
    }

    private static IPAddress[] Resolve(BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Host is "*" or "+" || IPAddress.TryParse(address.Host, out _)) return [];
        try
        {
            return Dns.GetHostAddresses(address.Host);
        }
        catch (Exception ex) when (ex is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private static BindingAddress? Read(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
