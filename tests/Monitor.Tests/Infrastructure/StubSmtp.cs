using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Tests.Infrastructure;

/// <summary>A mail server on a free port of loopback that answers as a test says, and keeps what it took.</summary>
internal sealed class StubSmtp : IAsyncDisposable
{
    /// <summary>An answer that never comes: the connection stays open.</summary>
    public const string Silence = "";

    /// <summary>Behind an answer: the server hangs up after it.</summary>
    public const string HangUp = "\u0004";

    private readonly LoopbackServer _server;

    public StubSmtp() => _server = new LoopbackServer(TalkAsync);

    public int Port => _server.Port;

    /// <summary>How many conversations were begun.</summary>
    public int Connections => _server.Connections;

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

    /// <summary>Leaves those who are connected, as a server does after some idle minutes.</summary>
    public void Leave() => _server.HangUp();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(NetworkStream stream, CancellationToken end)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (var line = "CONNECT"; line is not null; line = await reader.ReadLineAsync(end))
        {
            if (line != "CONNECT") Heard.Enqueue(line);
            var answer = Answer(line) ?? Usual(line);
            if (!await SayAsync(stream, answer, end)) return;
            if (line == "DATA" && answer.StartsWith('3') && !await TakeAsync(reader, stream, end)) return;
        }
    }

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream, CancellationToken end)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(end) is { } line && line != ".") mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        var answer = Answer(".") ?? "250 2.0.0 taken";
        if (answer.StartsWith('2')) Taken.Enqueue(mail.ToString());
        return await SayAsync(stream, answer, end);
    }

    /// <returns>Whether the conversation goes on.</returns>
    private static async Task<bool> SayAsync(NetworkStream stream, string answer, CancellationToken end)
    {
        if (answer == Silence) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);
        var last = answer.EndsWith(HangUp, StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.TrimEnd(HangUp[0]) + "\r\n"), end);
        return !last && !answer.StartsWith("421", StringComparison.Ordinal) && !answer.StartsWith("221", StringComparison.Ordinal);
    }

    private static string Usual(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "CONNECT" => "220 stub",
        "EHLO" => "250-stub\r\n250-SIZE 10000000\r\n250 8BITMIME",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 2.1.0 ok",
    };
}
