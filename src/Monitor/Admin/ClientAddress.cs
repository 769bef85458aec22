using System.Net;
using System.Net.Sockets;

namespace Monitor.Admin;

/// <summary>Whom limits count.</summary>
internal static class ClientAddress
{
    /// <summary>The caller's address; of IPv6 the network, since a caller has billions of addresses there.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
