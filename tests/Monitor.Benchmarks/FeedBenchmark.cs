using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Monitor.Benchmarks;

/// <summary>A feed reader's usual question, "anything new?", beside an endpoint of bare Kestrel that always says no; same process, same sockets, in turn.</summary>
internal static class FeedBenchmark
{
    private const int Callers = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var asks = int.Parse(Option(args, "--asks") ?? "4000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("monitor-feed-");
        try
        {
            await using var bare = await BenchmarkApps.BareAsync();
            await using var monitor = await BenchmarkApps.MonitorAsync(folder.FullName);
            var tag = await TagAsync(monitor);
            var (plain, feed) = (new Callings(bare, "/", "\"x\""), new Callings(monitor, "/feeds/all.atom", tag));
            var (ratio, first, second) = Paired.Run(5, () => plain.Run(Callers, asks), () => feed.Run(Callers, asks));
            var (each, bareEach) = (second * 1e6 / (Callers * asks), first * 1e6 / (Callers * asks));
            Console.WriteLine(args.Contains("--json")
                ? JsonSerializer.Serialize(new { callers = Callers, asks, bareMicroseconds = bareEach, feedMicroseconds = each, ratio })
                : string.Create(CultureInfo.InvariantCulture, $"{Callers} callers, {asks} questions each: bare Kestrel {bareEach:0.0} us, conditional GET of a feed {each:0.0} us: ratio {ratio:0.00}"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> TagAsync(WebApplication app)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port);
        await socket.SendAsync("GET /feeds/all.atom HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(new NetworkStream(socket));
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("ETag: ", StringComparison.OrdinalIgnoreCase)) return line["ETag: ".Length..];
        }

        throw new InvalidOperationException("a feed without a tag");
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

    /// <summary>Keep-alive connections on bare sockets: a client library would cost more than what is measured.</summary>
    private sealed class Callings(WebApplication app, string path, string tag)
    {
        private readonly int _port = new Uri(app.Urls.First()).Port;
        private readonly byte[] _question = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: {tag}\r\n\r\n");

        public void Run(int callers, int asks) => Task.WaitAll([.. Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(asks)))]);

        private async Task CallAsync(int asks)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, _port);
            var buffer = new byte[4096];
            for (var i = 0; i < asks; i++)
            {
                await socket.SendAsync(_question);
                var read = 0;
                do
                {
                    var got = await socket.ReceiveAsync(buffer.AsMemory(read));
                    if (got == 0) throw new InvalidOperationException("the connection ended");
                    read += got;
                }
                while (!buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8));
                if (!buffer.AsSpan(0, read).StartsWith("HTTP/1.1 304"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
    }
}
