using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Monitor.Tests.Infrastructure.Runs;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>A real nginx on a free port of loopback, with the server block of the test's choice.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private readonly IDisposable _order;

    private Nginx(string server, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        // One process, in the foreground: nothing is left behind, and it may write where the test may.
        var conf = _folder.Write("nginx.conf", $$"""
            daemon off;
            master_process off;
            pid {{_folder.Path}}/pid;
            error_log {{_folder.Path}}/error.log;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path {{_folder.Path}}/body;
                proxy_temp_path {{_folder.Path}}/proxy;
                fastcgi_temp_path {{_folder.Path}}/fastcgi;
                uwsgi_temp_path {{_folder.Path}}/uwsgi;
                scgi_temp_path {{_folder.Path}}/scgi;
                {{server}}
            }
            """);
        var start = new ProcessStartInfo(Program!, ["-p", _folder.Path, "-e", Path.Combine(_folder.Path, "error.log"), "-c", conf]) { UseShellExecute = false }; // non-null: the caller has looked
        _process = Process.Start(start) ?? throw new InvalidOperationException("nginx was not started");
        _order = Janitor.RegisterProcess(_process.Id, _folder.Path);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    private static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin"]).Select(d => Path.Combine(d, "nginx")).FirstOrDefault(File.Exists);

    /// <summary>Starts one; skips the test where there is no nginx.</summary>
    /// <param name="server">Its server block, from the port that it is given.</param>
    public static async Task<Nginx> StartAsync(Func<int, string> server)
    {
        Assert.SkipWhen(Program is null, "nginx is not installed: apt-get install nginx");
        var port = FreePort.Next();
        var nginx = new Nginx(server(port), port);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await ListensAsync(port))
        {
            if (nginx._process.HasExited || limit.IsCancellationRequested) throw new InvalidOperationException(nginx.Log);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        return nginx;
    }

    private string Log => Path.Combine(_folder.Path, "error.log") is var log && File.Exists(log) ? File.ReadAllText(log) : "nginx said nothing";

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
