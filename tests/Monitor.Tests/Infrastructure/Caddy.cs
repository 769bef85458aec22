using System.Diagnostics;

namespace Monitor.Tests.Infrastructure;

/// <summary>A real Caddy with the site of the test's choice.</summary>
internal static class Caddy
{
    /// <param name="site">Its site, from the port that it is given.</param>
    public static Task<RealProxy> StartAsync(Func<int, string> site) => RealProxy.StartAsync("caddy", (folder, port, program) =>
    {
        // No certificates, no port for orders; what it keeps, it keeps in the folder.
        var conf = folder.Write("Caddyfile", $$"""
            {
                admin off
                auto_https off
                log {
                    output file {{folder.Path}}/log
                }
            }
            {{site(port)}}
            """);
        var start = new ProcessStartInfo(program, ["run", "--config", conf, "--adapter", "caddyfile"])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        foreach (var home in new[] { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" }) start.Environment[home] = folder.Path;
        return start;
    });
}
