using System.Diagnostics;

namespace Monitor.Tests.Infrastructure;

/// <summary>A real nginx with the server block of the test's choice.</summary>
internal static class Nginx
{
    /// <param name="server">Its server block, from the port that it is given.</param>
    public static Task<RealProxy> StartAsync(Func<int, string> server) => RealProxy.StartAsync("nginx", (folder, port, program) =>
    {
        // One process, in the foreground: nothing is left behind, and it may write where the test may.
        var conf = folder.Write("nginx.conf", $$"""
            daemon off;
            master_process off;
            pid {{folder.Path}}/pid;
            error_log {{folder.Path}}/log;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path {{folder.Path}}/body;
                proxy_temp_path {{folder.Path}}/proxy;
                fastcgi_temp_path {{folder.Path}}/fastcgi;
                uwsgi_temp_path {{folder.Path}}/uwsgi;
                scgi_temp_path {{folder.Path}}/scgi;
                {{server(port)}}
            }
            """);
        return new ProcessStartInfo(program, ["-p", folder.Path, "-e", Path.Combine(folder.Path, "log"), "-c", conf]) { UseShellExecute = false };
    });
}
