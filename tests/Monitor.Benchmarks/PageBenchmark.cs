using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Monitor.Benchmarks;

/// <summary>The first byte of the page of hits, which shows twenty-five of three hundred, beside that of a bare Kestrel endpoint; same process, a connection each time.</summary>
internal static class PageBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        const int Asks = 300;
        var folder = Directory.CreateTempSubdirectory("monitor-page-");
        try
        {
            await using var bare = await BenchmarkApps.BareAsync();
            await using var monitor = await BenchmarkApps.MonitorAsync(folder.FullName);
            var (ratio, first, second) = Paired.Run(5, () => Ask(bare, "/page", Asks), () => Ask(monitor, "/hits", Asks));
            var (each, bareEach) = (second * 1e3 / Asks, first * 1e3 / Asks);
            Console.WriteLine(args.Contains("--json")
                ? JsonSerializer.Serialize(new { asks = Asks, bareMilliseconds = bareEach, pageMilliseconds = each, ratio })
                : string.Create(CultureInfo.InvariantCulture, $"{Asks} visits: bare Kestrel {bareEach:0.00} ms, page of hits {each:0.00} ms to the first byte: ratio {ratio:0.0}"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Ask(WebApplication app, string path, int asks)
    {
        var question = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        var buffer = new byte[64];
        for (var i = 0; i < asks; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, new Uri(app.Urls.First()).Port);
            socket.Send(question);
            if (socket.Receive(buffer) < 12 || !buffer.AsSpan().StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(buffer));
        }
    }
}
