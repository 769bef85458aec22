using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Tests.Infrastructure;

/// <summary>A mail server on a free port of loopback that answers as a test says, and keeps what it took.</summary>
internal sealed class StubSmtp : IAsyncDisposable
{
    /// <summary>An answer that never comes: the connection stays open.</summary>
    public const string Silence = "";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public StubSmtp()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// The answer to a line: <c>CONNECT</c>, a command as it came (<c>RCPT TO:&lt;…&gt;</c>), or <c>.</c> at the end of a mail;
    /// null = the usual one. One that begins with 421 ends the conversation.
    /// </summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Every command, in order of arrival.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The mails taken, as they came.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Message-IDs of the mails taken.</summary>
    public IReadOnlyList<string> Ids => [.. Taken.Select(m => m.Split("\r\n").First(l => l.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase))[12..].Trim('<', '>'))];

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
            using var reader = new StreamReader(stream, Encoding.Latin1);
            for (var line = "CONNECT"; line is not null; line = await reader.ReadLineAsync(_end.Token))
            {
                if (line != "CONNECT") Heard.Enqueue(line);
                var answer = Answer(line) ?? Usual(line);
                if (answer.Length == 0) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
                await SayAsync(stream, answer);
                if (answer.StartsWith("421", StringComparison.Ordinal) || answer.StartsWith("221", StringComparison.Ordinal)) return;
                if (line == "DATA" && answer.StartsWith('3') && !await TakeAsync(reader, stream)) return;
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or IOException or SocketException)
        {
            // The other side hung up, or the test is over.
        }
    }

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".") mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        var answer = Answer(".") ?? "250 2.0.0 taken";
        if (answer.Length == 0) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        if (answer.StartsWith('2')) Taken.Enqueue(mail.ToString());
        await SayAsync(stream, answer);
        return !answer.StartsWith("421", StringComparison.Ordinal);
    }

    private async Task SayAsync(NetworkStream stream, string answer) => await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), _end.Token);

    private static string Usual(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "CONNECT" => "220 stub",
        "EHLO" => "250-stub\r\n250-SIZE 10000000\r\n250 8BITMIME",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 2.1.0 ok",
    };
}
