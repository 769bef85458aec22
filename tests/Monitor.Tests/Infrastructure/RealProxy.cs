using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Monitor.Tests.Infrastructure.Runs;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>A real proxy on a free port of loopback, with the configuration of the test's choice; gone with the test.</summary>
internal sealed class RealProxy : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly Process _process;
    private readonly IDisposable _order;

    private RealProxy(TempFolder folder, ProcessStartInfo start, int port)
    {
        _folder = folder;
        Address = new Uri($"http://127.0.0.1:{port}/");
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} was not started");
        _order = Janitor.RegisterProcess(_process.Id, _folder.Path);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts one; skips the test where there is none.</summary>
    /// <param name="name">Of the program, and of its package.</param>
    /// <param name="start">Writes its configuration into the folder, for the port, and says how it is started. It logs into <c>log</c> there.</param>
    public static async Task<RealProxy> StartAsync(string name, Func<TempFolder, int, string, ProcessStartInfo> start)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin"]);
        var program = folders.Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, $"{name} is not installed: apt-get install {name}");
        var (folder, port) = (new TempFolder(), FreePort.Next());
        var proxy = new RealProxy(folder, start(folder, port, program!), port); // non-null: skipped otherwise
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await ListensAsync(port))
        {
            if (proxy._process.HasExited || limit.IsCancellationRequested) throw new InvalidOperationException(proxy.Log);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        return proxy;
    }

    private string Log => Path.Combine(_folder.Path, "log") is var log && File.Exists(log) ? File.ReadAllText(log) : "it wrote no log";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _order.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
