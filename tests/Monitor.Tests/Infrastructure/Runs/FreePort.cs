using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>Ports of loopback for programs that must be told theirs before they listen.</summary>
/// <remarks>
/// Between the moment a port is found free and the moment the program listens, anybody may take it. Systems hand out ports of their own
/// accord (a listener on port 0, a connection to somewhere) from 32768 on, Linux, or 49152, the others; so these lie below, and no two calls
/// of one process give the same.
/// </remarks>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int _next = Environment.ProcessId * 97 % Count;

    /// <summary>A port on which nobody listens now.</summary>
    /// <exception cref="NetworkInformationException">All are taken.</exception>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException ex) when (ex.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody else's: the next one.
            }
        }
        throw new NetworkInformationException();
    }
}
