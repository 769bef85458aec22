using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Tests.Infrastructure;

/// <summary>Listens on a free port of loopback and talks with each who comes, as a test says, side by side.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Func<NetworkStream, CancellationToken, Task> _talk;
    private readonly Task _serving;

    /// <param name="talk">One conversation; over when it returns, or the other side hangs up.</param>
    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many came so far.</summary>
    public int Connections => _clients.Count;

    /// <summary>Leaves every conversation without a word.</summary>
    public void HangUp()
    {
        foreach (var client in _clients) client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _clients.Add(client);
                conversations.Add(Task.Run(() => TalkAsync(client)));
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            await _talk(stream, _end.Token);
        }
        catch (Exception ex) when (ex is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The other side hung up, or the test did, or it is over.
        }
    }
}
