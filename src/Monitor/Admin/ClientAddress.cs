using System.Net;
using System.Net.Sockets;

namespace Monitor.Admin;

/// <summary>Whom limits count.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// How many callers are told apart. Who has billions of addresses fills no memory with them; that two callers share a
    /// count is a matter of chance, which nobody can help along: the hash has another seed in every process.
    /// </summary>
    public const int Callers = 16_384;

    /// <summary>A number of the caller's address; of IPv6 of the network, since a caller has all of it.</summary>
    public static int Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var hash = default(HashCode);
        hash.AddBytes(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes);
        return (hash.ToHashCode() & int.MaxValue) % Callers;
    }
}
