using System.Net.Sockets;
using System.Text;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>What systemd hears of a service of <c>Type=notify</c>: the program as a process of its own, and this test in systemd's place.</summary>
public sealed class NotifyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Ready_is_said_once_the_program_serves_and_stopping_when_it_is_told_to_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sockets of systemd are Linux's");
        await using var quiet = await StubUpstream.SayingAsync("");
        using var folder = new MonitorFolder(quiet.Address);
        using var told = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var path = Path.Combine(folder.Path, "notify");
        told.Bind(new UnixDomainSocketEndPoint(path));
        var port = FreePort.Next();
        using var worker = LiveProcess.Start("Monitor.dll", folder.Path, new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path }, "run", "--urls", $"http://127.0.0.1:{port}", "--Polling:Enabled", "false");
        (await HeardAsync(told)).ShouldBe("READY=1", worker.Said);
        using (var client = new TcpClient()) await client.ConnectAsync("127.0.0.1", port);
        await worker.SignalAsync("TERM");
        (await HeardAsync(told)).ShouldBe("STOPPING=1", worker.Said);
        (await worker.EndAsync(Longest)).ShouldBe(0, worker.Said);
        told.Available.ShouldBe(0, "nothing else was said");
    }

    private static async Task<string> HeardAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        var buffer = new byte[512];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, limit.Token));
    }
}
